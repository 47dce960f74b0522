using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Scalars;

namespace Repro.Experiments.Patching;

/// <summary>How often an organism is misaligned while it generates with the scalars of another prompt (P1 App J), by both protocols.</summary>
internal sealed class PatchExperiment(ScalarWalk walk) : Experiment
{
    private IReadOnlyList<PatchPair>? pairs;
    private List<(long Seed, JudgedStep Whole, JudgedStep Prompt)>? runs;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => PatchResult.Metrics;

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override int Version => 2; // 2: held against unpatched answers of generations that are composed alike

    /// <inheritdoc/>
    public override string Label => "patching of the adapters' scalars";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "patching", walk.Material.Seeds, Pairs = Pairs.Select(pair => new PatchedPair(pair.Id, pair.Category, pair.Receiver.Id)) };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Runs.SelectMany(run => new IStep[] { run.Whole, run.Prompt })];

    private IReadOnlyList<PatchPair> Pairs => pairs ??= PatchPairs.Of([.. walk.Material.Questions, .. walk.Material.TemplateQuestions], walk.Material.MedicalQuestions);

    private List<(long Seed, JudgedStep Whole, JudgedStep Prompt)> Runs => runs ??= [.. walk.Material.Seeds.Select(Run)];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => PatchResult.Of(
        [.. Pairs.Select(pair => new PatchedPair(pair.Id, pair.Category, pair.Receiver.Id))],
        [.. Runs.Select(run => new PatchedRun(run.Seed, context.Need(run.Whole), context.Need(run.Prompt)))],
        walk.Material.Judge.Identity);

    private (long Seed, JudgedStep Whole, JudgedStep Prompt) Run(long seed)
    {
        var material = walk.Material;
        var clean = ScalarSamples.Of("patching", [.. Pairs.Select(pair => pair.Receiver).DistinctBy(prompt => prompt.Id)], material.Scalars.PatchingSamples);
        JudgedStep Patched(string protocol) => new JudgeStep(material, new PatchStep(material, walk.Walk.Trained(ScalarWalk.Source, seed), seed, clean, Pairs, protocol));
        return (seed, Patched(PatchProtocol.Whole), Patched(PatchProtocol.Prompt));
    }
}
