using System.CommandLine;
using Repro.Claims;
using Repro.Claims.Goldens;
using Repro.Claims.Ledgers;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Evidence.Files;
using Repro.Evidence.Runs;

namespace Repro.Cli.Commands;

/// <summary><c>verify RUN</c>: checks every file's hash and decides every claim again from the stored measurements, without a model.</summary>
internal static class VerifyCommand
{
    internal static Command Create(CliHost host)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var command = new Command("verify", "Recompute every verdict of a run from its measurements, and check its hashes.") { run };
        command.SetAction(parsed => Verify(host, StoredRun.Open(parsed.GetValue(run)!)));
        return command;
    }

    private static int Verify(CliHost host, StoredRun run)
    {
        var changed = run.ChangedFiles();
        foreach (var file in changed) host.Out.WriteLine($"changed: {file} is not the file that the manifest recorded");
        var ledger = Ledger.Load(host.LedgerPath);
        if (LedgerLock.Of(ledger).Whole != run.Manifest.Provenance.LedgerHash) host.Out.WriteLine("note: the claims ledger is not the one that the run was made with");
        foreach (var amended in Amendment.Between(run.Manifest.Run, run.Ledger, ClaimTexts.Of(ledger.Claims))) host.Out.WriteLine($"note: {amended.Claim} was amended after this run: {string.Join("; ", amended.Changes)}");
        if (run.Manifest.Run != run.Claims.Run) host.Out.WriteLine($"changed: claims.json is of run {run.Claims.Run}, manifest.json of {run.Manifest.Run}");
        var differs = changed.Count + (run.Manifest.Run == run.Claims.Run ? 0 : 1);
        Claim[] claims = [.. run.Claims.Claims.Select(c => ledger[c.Id])];
        var decided = Decider.DecideAll(claims, run.Claims.Tier, run.Book, id => Reference.Find(host.GoldenPath, run.Claims.Tier, id));
        var recomputed = Multiverse.Add(claims, decided, run.Book, run.Scores);
        foreach (var (claim, now) in run.Claims.Claims.Zip(recomputed))
        {
            var again = now with { Statement = claim.Statement }; // what the claim said is in ledger.jsonl; the note above tells what it says now
            var equal = CanonicalJson.Serialize(again) == CanonicalJson.Serialize(claim);
            host.Out.WriteLine($"{claim.Id,-5} {(equal ? "recomputed equal" : $"DIFFERS: {Difference(claim, again)}")}");
            if (!equal) differs++;
        }

        host.Out.WriteLine(differs == 0 ? "Every file and every verdict is as recorded." : $"{differs} differences.");
        return differs == 0 ? ExitCode.Expected : ExitCode.Unexpected;
    }

    private static string Difference(ClaimResult stored, ClaimResult again)
        => CanonicalJson.Serialize(again with { Multiverse = null }) == CanonicalJson.Serialize(stored with { Multiverse = null })
            ? "the verdicts under other analysis choices are not those that the scores give"
            : $"stored {Describe(stored)}, recomputed {Describe(again)}";

    private static string Describe(ClaimResult claim) => $"{claim.Verdict} {claim.Value?.ToString("R") ?? "-"} {(claim.Interval is [var low, var high] ? $"[{low:R}, {high:R}]" : "")}".TrimEnd();
}
