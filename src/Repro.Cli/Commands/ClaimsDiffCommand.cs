using System.CommandLine;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Cli.Sessions;
using Repro.Evidence.Runs;

namespace Repro.Cli.Commands;

/// <summary><c>claims diff</c>: the ledger against its lock, or the lock against the claims that a run answered. Exit code 1 where they differ.</summary>
internal static class ClaimsDiffCommand
{
    internal static Command Create(CliHost host)
    {
        var run = new Option<string?>("--run") { Description = "A run's folder: which of the claims that it answered were amended since.", HelpName = "DIR" };
        var command = new Command("diff", "What differs between the ledger and its lock, field by field; with --run, between a run's claims and the lock.") { run };
        command.SetAction(parsed => parsed.GetValue(run) is { } folder ? SinceRun(host, folder) : SinceLock(host));
        return command;
    }

    private static int SinceLock(CliHost host)
    {
        var changes = ClaimChange.Between(LockedLedger.Read(host).Texts, ClaimTexts.Of(Ledger.Load(host.LedgerPath).Claims));
        return Write(host, changes, "The ledger is as locked.", kind => kind.ToString().ToLowerInvariant());
    }

    private static int SinceRun(CliHost host, string folder)
    {
        var stored = StoredRun.Open(folder);
        if (stored.Ledger.Ids.Count == 0) throw new InputException($"A run's folder holds {RunFolder.LedgerFile}, the claims as it answered them, and {folder} does not: it was made before runs kept them. Repeat the run.");
        foreach (var (id, hash) in stored.Ledger.Hashes().Where(h => stored.Manifest.Claims.GetValueOrDefault(h.Key) != h.Value))
            throw new InputException($"{Path.Combine(folder, RunFolder.LedgerFile)}: the text of {id} has the hash {hash}, and the run's manifest recorded {stored.Manifest.Claims.GetValueOrDefault(id, "none")}. Take the run's folder whole from where it was made.");
        var locked = LockedLedger.Read(host).Texts;
        var changes = ClaimChange.Between(stored.Ledger, locked).Where(c => c.Kind != ChangeKind.Added).ToList();
        return Write(host, changes, $"Every claim that run {stored.Manifest.Run} answered is locked as it was answered.", kind => kind == ChangeKind.Amended ? "amended after evidence" : "removed after evidence");
    }

    private static int Write(CliHost host, IReadOnlyList<ClaimChange> changes, string none, Func<ChangeKind, string> name)
    {
        foreach (var change in changes)
        {
            host.Out.WriteLine($"{change.Id} {name(change.Kind)}");
            foreach (var field in change.Fields) host.Out.WriteLine($"  {field}");
        }

        if (changes.Count == 0) host.Out.WriteLine(none);
        return changes.Count == 0 ? ExitCode.Expected : ExitCode.Unexpected;
    }
}
