using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Settings;
using Repro.Evidence.Runs;

namespace Repro.Experiments.Tiers;

/// <summary>What a tier hands on: the book of measurements that claims name, and what the report shows beside them.</summary>
/// <param name="Book">Metric to measurement; a metric that could not be measured holds a <see cref="MissingMeasurement"/>.</param>
/// <param name="Curves">Lines of the report's figures.</param>
/// <param name="Samples">Responses for the reader's own eyes.</param>
/// <param name="Seeds">Seeds by role.</param>
/// <param name="Stages">Stages in the order they ran.</param>
public sealed record TierOutcome(
    IReadOnlyDictionary<string, Measurement> Book,
    IReadOnlyList<LayerCurve> Curves,
    IReadOnlyList<SampleAnswer> Samples,
    IReadOnlyDictionary<string, IReadOnlyList<long>> Seeds,
    IReadOnlyList<StageTime> Stages)
{
    /// <summary>The scores behind the metrics that are counted from judged answers; null where there are none.</summary>
    public JudgedScores? Scores { get; init; }

    /// <summary>The decisions of a run that looked at its answers while they came; null of one that drew all of them first.</summary>
    public LookOutcome? Looks { get; init; }

    /// <summary>Settings beside the tier's own that the book holds measurements of.</summary>
    public IReadOnlyList<Setting> Settings { get; init; } = [];
}
