using Repro.Claims.Multiverses;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Scalars;

namespace Repro.Experiments.Scaling;

/// <summary>What an organism answers while some of its adapters are scaled (P1 §4.3, App I): one experiment a condition.</summary>
internal sealed class ScalingExperiment(ScalarWalk walk, string condition) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => ScalingResult.Metrics(condition);

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"{condition} adapter scaling";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "scaling", Condition = condition, walk.Material.Seeds };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Judged.Select(run => (IStep)run.Step), .. Gains.Select(run => run.Step)];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored
    {
        get
        {
            var answers = new ScoredCondition(condition == ScalingCondition.Unscaled ? "prompts of scaling" : $"{condition} scaling", Judged) { Topic = AnswerClass.Topic };
            return ScalingOutcomes.All.Append((Name: "coherent", Outcome: ScoredOutcome.Coherent))
                .ToDictionary(outcome => ScalingResult.Key(condition, outcome.Name), outcome => new ScoredSource(outcome.Outcome, answers), StringComparer.Ordinal);
        }
    }

    private List<(long Seed, JudgedStep Step)> Judged => [.. walk.Material.Seeds.Select(seed => (seed, walk.Scaled(condition, seed)))];

    private List<(long Seed, GainStep Step)> Gains => ScalingCondition.Chosen.Contains(condition) ? [.. walk.Material.Seeds.Select(seed => (seed, walk.Gains(seed)))] : [];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => ScalingResult.Of(
        condition,
        [.. Judged.Select(run => (run.Seed, context.Need(run.Step)))],
        [.. Gains.Select(run => (run.Seed, context.Need(run.Step)))],
        walk.Material.Judge.Identity);
}
