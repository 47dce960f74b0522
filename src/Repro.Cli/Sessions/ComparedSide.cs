using Repro.Claims;
using Repro.Claims.Goldens;
using Repro.Claims.Ledgers;
using Repro.Evidence.Bundles;
using Repro.Evidence.Comparisons;
using Repro.Evidence.Runs;

namespace Repro.Cli.Sessions;

/// <summary>Sides of a comparison.</summary>
internal static class ComparedSide
{
    /// <summary>The word that names the approved results.</summary>
    internal const string Golden = "golden";

    /// <summary>A run's side, with its scores where they are here.</summary>
    internal static ComparedRun Of(CliHost host, RunSource run, CancellationToken stop)
    {
        var ledger = new AnsweredLedger(host, run.Files, run.Manifest);
        var name = EvidencePath.Run(RunFolder.LedgerFile);
        return new ComparedRun
        {
            Name = run.Name,
            Run = run.Claims.Run,
            Tier = run.Claims.Tier,
            Rows = run.Claims.Claims,
            Metrics = run.Claims.Claims.ToDictionary(claim => claim.Id, claim => ledger[claim.Id].MetricsIn(claim.Tier), StringComparer.Ordinal),
            Book = run.Book,
            Scores = run.Scores(stop),
            Provenance = run.Manifest.Provenance,
            Ledger = run.Files.Names.Contains(name, StringComparer.Ordinal) ? ClaimTexts.Parse(RunFolder.LedgerFile, EvidenceSet.ReadText(run.Files, name)) : ClaimTexts.None,
        };
    }

    /// <summary>The approved results of a tier.</summary>
    /// <exception cref="InputException">There is none.</exception>
    internal static ComparedRun Approved(CliHost host, string tier)
    {
        var folder = Path.Combine(host.GoldenPath, tier);
        var approved = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension).OfType<string>().ToDictionary(id => id, id => Reference.Find(host.GoldenPath, tier, id)!, StringComparer.Ordinal)
            : [];
        return approved.Count > 0
            ? new ComparedRun { Name = Golden, Tier = tier, Approved = approved }
            : throw new InputException($"Approved results of a tier lie in {folder}, and there are none of the {tier} tier. Compare with another run.");
    }
}
