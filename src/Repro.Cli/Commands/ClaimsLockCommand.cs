using System.CommandLine;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Evidence.Files;

namespace Repro.Cli.Commands;

/// <summary><c>claims lock</c>: freezes the ledger as it stands. New claims are free; one that is locked changes or goes only where it is named.</summary>
internal static class ClaimsLockCommand
{
    internal static Command Create(CliHost host)
    {
        var amend = new Option<string[]>("--amend") { Description = "Ids of locked claims that were changed or removed on purpose, such as C18,C19.", AllowMultipleArgumentsPerToken = true, HelpName = "IDS" };
        var command = new Command("lock", "Write the ledger's lock: a hash of every claim, and the claims' texts.") { amend };
        command.SetAction(parsed => Lock(host, [.. (parsed.GetValue(amend) ?? []).SelectMany(ids => ids.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]));
        return command;
    }

    private static int Lock(CliHost host, IReadOnlyCollection<string> amended)
    {
        var ledger = Ledger.Load(host.LedgerPath);
        var path = Path.Combine(host.LedgerPath, LedgerLock.FileName);
        var difference = File.Exists(path) ? LedgerLock.Read(path).Compare(ledger) : new LockDifference([], [.. ledger.Claims.Select(c => c.Id)], []);
        string[] changed = [.. difference.Amended, .. difference.Removed];
        if (changed.Except(amended, StringComparer.Ordinal).ToList() is { Count: > 0 } unnamed)
        {
            throw new InputException($"A locked claim is changed or removed only on purpose, and {string.Join(", ", unnamed)} {(unnamed.Count == 1 ? "differs" : "differ")} from the lock. './repro claims diff' shows how; './repro claims lock --amend {string.Join(',', changed)}' locks what stands now, and reports show it as amended wherever evidence exists.");
        }

        if (amended.Except(changed, StringComparer.Ordinal).ToList() is { Count: > 0 } idle)
            throw new InputException($"--amend names locked claims that differ from the lock; {string.Join(", ", idle)} {(idle.Count == 1 ? "does" : "do")} not.");
        var locked = LedgerLock.Of(ledger);
        AtomicFile.WriteAllText(Path.Combine(host.LedgerPath, LedgerLock.TextsFileName), ClaimTexts.Of(ledger.Claims).ToText());
        AtomicFile.WriteAllText(path, locked.ToText());
        host.Out.WriteLine($"{ledger.Claims.Count} claims locked as {locked.Whole[..12]}: {difference.Added.Count} added, {difference.Amended.Count} amended, {difference.Removed.Count} removed.");
        return ExitCode.Expected;
    }
}
