using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Evidence.Runs;
using Repro.Experiments.Convergence;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Semantics;

/// <summary>Activation sums to cosines, norms of differences and parts of directions: all of the experiment that is no walk. A topic with too few answers is missing alone.</summary>
internal static class SemanticGeometryResult
{
    private const string Norms = "semantic.norm-of-difference-by-cosine";

    /// <summary>Every metric.</summary>
    public static IReadOnlyList<string> Metrics { get; } = [.. SemanticTopics.All.SelectMany(OfTopic), Norms];

    /// <summary>Measurements and figures.</summary>
    /// <param name="source">Whose answers.</param>
    /// <param name="runs">Sums of the general direction's answers, and of answers by topic, by seed; no answer is in both.</param>
    /// <param name="draws">Bootstrap draws.</param>
    /// <param name="cancellation">Asked before each bootstrap.</param>
    public static ExperimentResult Of(string source, IReadOnlyList<(long Seed, ResponseActivations General, SemanticActivations ByTopic)> runs, int draws, CancellationToken cancellation)
    {
        var book = new Dictionary<string, Measurement>(StringComparer.Ordinal);
        var curves = new List<LayerCurve>();
        var measured = new Dictionary<string, IReadOnlyList<MeanDiff>>(StringComparer.Ordinal) { [SemanticTopics.General] = [.. runs.Select(run => MeanDiff.From(run.General))] };
        var reasons = new List<string>();
        var general = Resampled(run => run.General, SemanticTopics.General);
        var shuffled = Shuffled(run => run.General, SemanticTopics.General);
        foreach (var topic in SemanticTopics.All)
        {
            try
            {
                var about = runs.Select(run => run.ByTopic.About(topic, source, run.Seed)).ToList();
                var permuted = Null(Cosines(topic, shuffled, Shuffled(run => About(run, topic), topic)));
                var cosines = new CosineMeasurement(Cosines(topic, general, Resampled(run => About(run, topic), topic))) { Null = permuted.Layers };
                var parts = SemanticParts.Of(topic, runs, draws, cancellation);
                measured[topic] = [.. about.Select(MeanDiff.From)];
                foreach (var (metric, value) in OfTopic(topic).Zip([cosines, cosines, permuted, parts])) book[metric] = value;
                curves.AddRange([SemanticFigures.Cosine(cosines, topic, ""), SemanticFigures.Cosine(permuted, topic, ", labels permuted"), .. SemanticFigures.Parts(parts)]);
            }
            catch (NotMeasurableException reason)
            {
                reasons.Add(reason.Message);
                foreach (var metric in OfTopic(topic)) book[metric] = new MissingMeasurement(reason.Message);
            }
        }

        // Two topics and the general direction are three pairs: the fewest that a layer can order.
        var norms = SemanticNorms.Of(measured);
        book[Norms] = measured.Count >= 3 ? norms.Measurement : new MissingMeasurement(string.Join(" ", reasons));
        curves.AddRange(norms.Curves);
        return new ExperimentResult(book, curves, []);

        ResponseActivations About((long Seed, ResponseActivations General, SemanticActivations ByTopic) run, string topic) => run.ByTopic.About(topic, source, run.Seed);

        List<IReadOnlyList<MeanDiff>> Resampled(Func<(long Seed, ResponseActivations General, SemanticActivations ByTopic), ResponseActivations> sums, string name) => [.. runs.Select(run =>
        {
            cancellation.ThrowIfCancellationRequested();
            return Bootstrap.Of(sums(run), StreamKey.Of(run.Seed, "semantic-bootstrap", name), draws, permuted: false);
        })];

        // Every draw is another permutation: one alone may share a direction with another by chance, as answers vary along few axes.
        List<IReadOnlyList<MeanDiff>> Shuffled(Func<(long Seed, ResponseActivations General, SemanticActivations ByTopic), ResponseActivations> sums, string name) => [.. runs.Select(run =>
        {
            cancellation.ThrowIfCancellationRequested();
            var (of, stream) = (sums(run), StreamKey.Of(run.Seed, "semantic-permutation", name));
            return (IReadOnlyList<MeanDiff>)[.. Enumerable.Range(0, draws + 1).AsParallel().AsOrdered().Select(draw => MeanDiff.From(of.Permuted(stream.Child(draw))))];
        })];
    }

    /// <summary>Where there is nothing to find: the mean over permutations, and each of them.</summary>
    private static CosineMeasurement Null(IReadOnlyList<CosineLayer> permuted) => new([.. permuted.Select(row => row with { Value = row.Draws.Average() })]);

    private static IEnumerable<string> OfTopic(string topic) =>
        [$"cosine.semantic.general-{topic}", $"cosine.semantic.general-{topic}.largest", $"cosine.semantic.general-{topic}.permuted", $"semantic.parts.{topic}"];

    /// <summary>The cosine with the general direction at every layer, averaged over seeds.</summary>
    private static IReadOnlyList<CosineLayer> Cosines(string topic, List<IReadOnlyList<MeanDiff>> general, List<IReadOnlyList<MeanDiff>> of) =>
    [
        .. Enumerable.Range(0, general[0][0].Layers).Select(layer =>
        {
            double Mean(int draw) => general.Zip(of, (one, two) => MeanDiff.Cosine(one[draw].Of(layer), two[draw].Of(layer))).Average();
            return new CosineLayer($"{SemanticTopics.General}|{topic}", layer, Mean(0), [.. Enumerable.Range(1, general[0].Count - 1).Select(Mean)]);
        }),
    ];
}
