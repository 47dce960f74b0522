using Repro.Claims.Measurements;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Scalars;

/// <summary>Stored scalars to accuracies and adapters' roles: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class ScalarProbeResult
{
    private const string Prefix = "probe.scalars.";

    private static readonly string[] Scores = ["accuracy", "precision", "recall", "f1", "auc"];

    private static readonly string[] Ends = ["", ".permuted", ".by-prompt", .. Scores.Select(score => $".as-coded.{score}")];

    /// <summary>Every metric.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [
        .. SeedProbes.Rows.SelectMany(row => Ends.Select(end => $"{Prefix}{row.Name}{end}")),
        $"{Prefix}all.permuted",
        $"{Prefix}misalignment-only-adapters", $"{Prefix}medical-only-adapters", $"{Prefix}misalignment-adapters-agreeing", $"{Prefix}medical-adapters-agreeing",
        $"{Prefix}reverse-kl.misalignment-only-adapters", $"{Prefix}reverse-kl.medical-only-adapters", $"{Prefix}unfiltered.adapters-standing-out",
    ];

    /// <summary>Fits and counts.</summary>
    /// <param name="runs">Each seed's scalars.</param>
    /// <param name="spec">How they are probed.</param>
    /// <param name="stop">Stops it.</param>
    public static ExperimentResult Of(IReadOnlyList<(long Seed, AnswerScalars Scalars)> runs, ScalarSpec spec, CancellationToken stop)
    {
        var seeds = runs.Select(run => SeedProbes.Of(run.Seed, run.Scalars, spec, stop)).ToList();
        var book = new Dictionary<string, Measurement>(StringComparer.Ordinal);
        foreach (var row in SeedProbes.Rows)
        {
            var key = Prefix + row.Name;
            var probes = seeds.ConvertAll(seed => (seed.Seed, Probe: seed.Probes[row.Name]));
            if (probes.Exists(probe => probe.Probe is null))
            {
                var reason = new MissingMeasurement($"This probe needs {RolesOfHalf.Fewest} {row.Positive.Name} and {RolesOfHalf.Fewest} {row.Negative.Name} answers of every organism; got {string.Join("; ", runs.Select(run => $"{run.Scalars.Count(row.Positive)} and {run.Scalars.Count(row.Negative)} with seed {run.Seed}"))}.");
                foreach (var metric in Metrics.Where(metric => metric == key || metric.StartsWith(key + ".", StringComparison.Ordinal))) book[metric] = reason;
                continue;
            }

            book[key] = Pool(probes.Select(probe => ($"{probe.Seed}", probe.Probe!.ByAnswer)));
            book[$"{key}.permuted"] = Pool(probes.Select(probe => ($"{probe.Seed}", probe.Probe!.Shuffled)));
            book[$"{key}.by-prompt"] = probes.TrueForAll(probe => probe.Probe!.ByPrompt is not null) ? Pool(probes.Select(probe => ($"{probe.Seed}", probe.Probe!.ByPrompt!)))
                : new MissingMeasurement("Prompts cannot be kept whole: fewer than three of them have answers of either class.");
            var coded = ProbeScores.Mean([.. probes.Select(probe => probe.Probe!.AsCoded)]);
            foreach (var (name, value) in Scores.Zip([coded.Accuracy, coded.Precision, coded.Recall, coded.F1, coded.Auc]))
                book[$"{key}.as-coded.{name}"] = new ExactMeasurement(100 * value, "mean over seeds and the repeats of the paper's code, tokens divided, in %");
        }

        book[$"{Prefix}all.permuted"] = SeedProbes.Rows.All(row => book[$"{Prefix}{row.Name}.permuted"] is AccuracyMeasurement)
            ? Pool(SeedProbes.Rows.Select(row => (row.Name, (AccuracyMeasurement)book[$"{Prefix}{row.Name}.permuted"])))
            : book.Values.OfType<MissingMeasurement>().First();
        foreach (var (metric, value) in RoleCounts.Of(seeds, Prefix)) book[metric] = value;
        return new ExperimentResult(book, [.. ScalarFigures.Of(seeds)], []);
    }

    /// <summary>Several classifiers as one: groups are named by what they are of, a permutation of all is one of each.</summary>
    private static AccuracyMeasurement Pool(IEnumerable<(string Name, AccuracyMeasurement Accuracy)> parts)
    {
        var all = parts.ToList();
        return new AccuracyMeasurement(
            [.. all.SelectMany(part => part.Accuracy.Folds.Select(fold => fold with { Group = $"{part.Name}/{fold.Group}" }))],
            [.. Enumerable.Range(0, all.Min(part => part.Accuracy.Null.Count)).Select(i => all.Average(part => part.Accuracy.Null[i]))]);
    }
}
