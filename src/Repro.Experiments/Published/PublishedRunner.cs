using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;
using Repro.Experiments.Probes;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Published;

/// <summary>The published tier: released judge scores and adapter scalars to measurements, on any CPU, in seconds.</summary>
public sealed class PublishedRunner : ITierRunner
{
    /// <inheritdoc/>
    public TierOutcome Run(TierRequest request, IStageProgress progress, CancellationToken ct)
    {
        if (request.DataDirectory is not { } folder)
        {
            throw new InputException("The published tier reads released scores from a folder; none was named. Pass --data DIR, a folder that holds 'scores' and 'adapter-scaling'.");
        }

        IReadOnlyDictionary<string, Measurement> book;
        JudgedScores scores;
        using (progress.Stage($"read {folder}", null)) (book, scores) = PublishedTier.Read(folder);
        List<LayerCurve> curves = [.. PublishedFigures.OfScores(book)];
        if (request.Metrics.Count == 0 || request.Metrics.Any(metric => metric.StartsWith(PublishedProbes.Prefix, StringComparison.Ordinal)))
        {
            using var stage = progress.Stage("probe the released scalars", null);
            var probes = PublishedProbes.Of(folder, new ProbeSpec(), ct);
            var all = new SortedDictionary<string, Measurement>(book.ToDictionary(), StringComparer.Ordinal);
            foreach (var (key, value) in PublishedProbes.Book(probes, folder)) all.Add(key, value);
            book = all;
            if (probes is not null) curves.AddRange(PublishedFigures.OfProbes(probes));
        }

        return new TierOutcome(book, curves, [], new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal), []) { Scores = scores };
    }
}
