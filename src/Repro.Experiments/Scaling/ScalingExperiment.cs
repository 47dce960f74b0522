using Repro.Claims.Multiverses;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Scalars;

namespace Repro.Experiments.Scaling;

/// <summary>
/// What an organism answers while some of its adapters are scaled (P1 §4.3, App I): one experiment a condition, its lot included. The lot (<c>scaling.permuted-*</c>)
/// is shown in the figure beside the claim and decides nothing.
/// </summary>
internal sealed class ScalingExperiment(ScalarWalk walk, string condition) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => [.. Conditions.SelectMany(ScalingResult.Metrics)];

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"{condition} adapter scaling";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "scaling", Condition = condition, walk.Material.Seeds };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Conditions.SelectMany(Judged).Select(run => (IStep)run.Step), .. Gains.Select(run => run.Step)];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored
    {
        get
        {
            var sources = new Dictionary<string, ScoredSource>(StringComparer.Ordinal);
            foreach (var one in Conditions)
            {
                var answers = new ScoredCondition($"{one} scaling", Judged(one)) { Topic = AnswerClass.Topic };
                foreach (var (name, outcome) in ScalingOutcomes.All.Append(("coherent", ScoredOutcome.Coherent))) sources[ScalingResult.Key(one, name)] = new ScoredSource(outcome, answers);
            }

            return sources;
        }
    }

    private IReadOnlyList<string> Conditions => ScalingCondition.WithLot(condition);

    private List<(long Seed, GainStep Step)> Gains => ScalingCondition.Chosen.Contains(condition) ? [.. walk.Material.Seeds.Select(seed => (seed, walk.Gains(seed)))] : [];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => ScalingResult.Of(
        [.. Conditions.Select(one => (one, (IReadOnlyList<(long, IReadOnlyList<JudgedResponse>)>)[.. Judged(one).Select(run => (run.Seed, context.Need(run.Step)))]))],
        [.. Gains.Select(run => (run.Seed, context.Need(run.Step)))],
        walk.Material.Judge.Identity);

    private List<(long Seed, JudgedStep Step)> Judged(string one) => [.. walk.Material.Seeds.Select(seed => (seed, walk.Scaled(one, seed)))];
}
