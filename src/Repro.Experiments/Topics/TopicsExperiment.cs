using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Topics;

/// <summary>What the misaligned answers of an organism are about (P2 §3.2, Fig 4), on the answers that its EM rate is measured on.</summary>
public sealed class TopicsExperiment(Walk walk, string organism) : Experiment
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => TopicsResult.Metrics(organism);

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"topics of {organism}";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "topics", Organism = organism, walk.Material.Seeds };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. walk.Material.Seeds.Select(seed => walk.Judged(organism, seed, Split.Evaluation))];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => TopicsResult.Of(
        organism, [.. walk.Material.Seeds.Select(seed => (seed, context.Need(walk.Judged(organism, seed, Split.Evaluation))))], walk.Material.Judge.Identity);
}
