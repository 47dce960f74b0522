using Repro.Claims.Multiverses;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Emergence;

/// <summary>
/// How often a model answers open questions misaligned and coherent (EM rate), and how often coherently, over the tier's
/// seeds (P1 §2, P2 §3). One experiment a model; the chat model is the control.
/// </summary>
public sealed class EmergenceExperiment(Walk walk, string organism) : Experiment
{
    private const int Shown = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => [$"em.{organism}", $"coherence.{organism}"];

    /// <inheritdoc/>
    public override bool OnDemand => OrganismNames.OnDemand.Contains(organism);

    /// <inheritdoc/>
    public override string Label => $"EM rate of {organism}";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "emergence", Organism = organism, walk.Material.Seeds, Shown };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Judged.Select(run => run.Step)];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored => new Dictionary<string, ScoredSource>(StringComparer.Ordinal)
    {
        [Metrics[0]] = new(ScoredOutcome.Misaligned, new ScoredCondition(organism, Judged)),
        [Metrics[1]] = new(ScoredOutcome.Coherent, new ScoredCondition(organism, Judged)),
    };

    private List<(long Seed, JudgedStep Step)> Judged =>
        [.. walk.Material.Seeds.Select(seed => (seed, walk.Judged(organism, seed, Split.Evaluation)))];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => EmergenceResult.Of(
        organism,
        Judged.Select(run => (run.Seed, context.Need(run.Step))).ToList(),
        walk.Evaluation.Questions.ToDictionary(question => question.Id, question => question.Text, StringComparer.Ordinal),
        walk.Material.Judge.Identity,
        Shown);
}
