using Repro.Evidence.Bundles;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.SelfCorrection;
using Repro.Experiments.Semantics;
using Repro.Experiments.Steering;
using Repro.Experiments.Topics;

namespace Repro.Experiments.Verification;

/// <summary>Computes steering, self-correction, semantic directions and topics again: from the judged answers and sums that the artifacts' keys name.</summary>
/// <param name="evidence">The run's evidence.</param>
/// <param name="judged">The responses.</param>
/// <param name="activations">The sums.</param>
/// <param name="cancellation">Ctrl-C.</param>
internal sealed class SteeringAgain(EvidenceSet evidence, JudgedAgain judged, Activations activations, CancellationToken cancellation)
{
    private const int MostCells = 100_000;

    private sealed record Specification(
        string Experiment, string? Kind, string? Direction, string? Organism, IReadOnlyList<long>? Seeds, IReadOnlyList<int>? Layers, IReadOnlyList<double>? Strengths, IReadOnlyList<int>? Central, int BootstrapDraws);

    private sealed record Chosen(string? Rule, IReadOnlyList<int>? Layers, IReadOnlyList<double>? Strengths);

    /// <summary>The result of an artifact of stage <c>measure</c>; null where its experiment is none of these.</summary>
    /// <exception cref="InvalidDataException">The key lacks what its experiment needs.</exception>
    public ExperimentResult? Measure(EvidenceArtifact artifact)
    {
        var spec = EvidenceLines.Spec<Specification>(artifact);
        var inputs = artifact.Key.Inputs;
        if (Expected(spec) is not { } expected) return null;
        if (expected <= 0 || inputs.Count != expected)
            throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (measure) must name what its experiment needs; '{spec.Experiment}' with {inputs.Count} inputs does not. Take the evidence from where it was made.");
        var judge = spec.Experiment == "semantic-geometry" ? null : judged.JudgeOf(inputs[0]);
        return spec.Experiment switch
        {
            "steering" => SteeringResult.Of(spec.Kind!, Grid(spec.Layers!, spec.Strengths!), spec.Central!, Pairs(spec.Seeds!, inputs), judge!),
            "self-correction" => SelfCorrectionResult.Of(spec.Kind!, Grid(spec.Layers!, spec.Strengths!), Pairs(spec.Seeds!, inputs), judge!),
            "semantic-steering" => SemanticSteeringResult.Of(spec.Direction!, Grid(spec.Layers!, spec.Strengths!), Pairs(spec.Seeds!, inputs), judge!),
            "steering-control" => SteeringControlResult.Of(spec.Kind!, Single(spec.Seeds!, inputs), judge!),
            "self-correction-control" => SelfCorrectionControlResult.Of(Single(spec.Seeds!, inputs), judge!),
            "topics" => TopicsResult.Of(spec.Organism!, Single(spec.Seeds!, inputs), judge!),
            _ => SemanticGeometryResult.Of(spec.Organism!, [.. spec.Seeds!.Zip(inputs.Chunk(2), (seed, pair) => (seed, activations.Of(pair[0]), activations.ByTopic(pair[1])))], spec.BootstrapDraws, cancellation),
        };
    }

    /// <summary>Whether each chosen cell is the one that its sweeps choose.</summary>
    public StepCheck Choices() => StageChecks.Each(evidence, "steering-choice", cancellation, artifact =>
    {
        var (rule, layers, strengths) = EvidenceLines.Spec<Chosen>(artifact);
        if (!IsGrid(layers, strengths) || rule is not (SteeringChoice.Best or SteeringChoice.Quiet) || artifact.Key.Inputs.Count == 0)
            throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (steering-choice) must name its rule, layers, strengths and sweeps. Take the evidence from where it was made.");
        var again = SteeringChoice.Of(rule, Grid(layers!, strengths!), [.. artifact.Key.Inputs.Select(judged.Rows)]);
        var stored = EvidenceLines.ReadWhole<SteeringCell>(artifact, SteeringChoiceStep.File);
        return (artifact.Key.Inputs.Count, stored == again ? null : $"{artifact.Id[..12]}: stored {Text(stored)}, the sweeps choose {(again is null ? "none" : Text(again))}");
    });

    private static string Text(SteeringCell cell) => $"layer {cell.Layer}, strength {cell.Strength:R}";

    private static SteeringGrid Grid(IReadOnlyList<int> layers, IReadOnlyList<double> strengths) => new(layers, strengths);

    private static bool IsGrid(IReadOnlyList<int>? layers, IReadOnlyList<double>? strengths) => layers is { Count: > 0 } && strengths is { Count: > 0 } && (long)layers.Count * strengths.Count <= MostCells;

    /// <summary>How many inputs the experiment has; 0 where its spec lacks something, null where it is another experiment.</summary>
    private static int? Expected(Specification spec)
    {
        var seeds = spec.Seeds?.Count ?? 0;
        return spec.Experiment switch
        {
            "steering" => spec.Kind is not null && IsGrid(spec.Layers, spec.Strengths) && spec.Central is { Count: > 0 } ? 2 * seeds : 0,
            "self-correction" => spec.Kind is not null && IsGrid(spec.Layers, spec.Strengths) ? 2 * seeds : 0,
            "semantic-steering" => spec.Direction is not null && IsGrid(spec.Layers, spec.Strengths) ? 2 * seeds : 0,
            "steering-control" => spec.Kind is not null ? seeds : 0,
            "self-correction-control" => seeds,
            "topics" => spec.Organism is not null ? seeds : 0,
            "semantic-geometry" => spec.Organism is not null && spec.BootstrapDraws is > 0 and <= 100_000 ? 2 * seeds : 0,
            _ => null,
        };
    }

    private List<(long Seed, IReadOnlyList<JudgedResponse> Rows)> Single(IReadOnlyList<long> seeds, IReadOnlyList<string> inputs) => [.. seeds.Zip(inputs, (seed, id) => (seed, judged.Rows(id)))];

    private List<(long Seed, IReadOnlyList<JudgedResponse> Sweep, IReadOnlyList<JudgedResponse> Fresh)> Pairs(IReadOnlyList<long> seeds, IReadOnlyList<string> inputs) =>
        [.. seeds.Zip(inputs.Chunk(2), (seed, pair) => (seed, judged.Rows(pair[0]), judged.Rows(pair[1])))];
}
