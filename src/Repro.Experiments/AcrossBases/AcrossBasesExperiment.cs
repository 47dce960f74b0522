using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.AcrossBases;

/// <summary>
/// Whether the same fine-tune of different base models finds the same direction (P1 §6): mean-diff directions of each pair of bases, after the one's space is
/// laid on the other's by orthogonal Procrustes on texts that both read. Controls: a map fit on texts that do not belong together, and a model with
/// random weights in the second base's place. The bases share a world; seeds, depth and width may differ.
/// </summary>
/// <param name="bases">At least two bases by name, with as many seeds each.</param>
/// <param name="organism">The fine-tune.</param>
public sealed class AcrossBasesExperiment(IReadOnlyList<(string Name, Walk Walk)> bases, string organism) : Experiment
{
    private List<Steps>? steps;

    private sealed record Steps(string Name, TextActivationsStep Texts, TextActivationsStep RandomTexts, IReadOnlyList<(long Seed, Directions.ActivationsStep Own, RandomReadingStep Random)> Seeds);

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => AcrossBasesResult.Keys;

    /// <inheritdoc/>
    public override bool OnDemand => true;

    /// <inheritdoc/>
    public override string Label => $"directions of {organism} across bases";

    /// <inheritdoc/>
    public override object Spec => new
    {
        Experiment = "across-bases",
        Organism = organism,
        Bases = bases.Select(b => b.Name).ToList(),
        Seeds = bases[0].Walk.Material.Seeds,
        BaseSeeds = bases.Select(b => b.Walk.Material.Seeds).ToList(),
        bases[0].Walk.Material.Sizes.BootstrapDraws,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs =>
        [.. All.SelectMany(b => new IStep[] { b.Texts, b.RandomTexts }.Concat(b.Seeds.SelectMany(seed => new IStep[] { seed.Own, seed.Random })))];

    private List<Steps> All => steps ??= [.. bases.Select(b => new Steps(
        b.Name,
        new TextActivationsStep(b.Walk.Material, random: false, b.Name),
        new TextActivationsStep(b.Walk.Material, random: true, b.Name),
        [.. b.Walk.Material.Seeds.Select(seed => (seed, b.Walk.Activations(organism, seed), new RandomReadingStep(b.Walk.Material, b.Walk.Judged(organism, seed, Split.Directions), organism, seed, b.Name)))]))];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context) => AcrossBasesResult.Of(
        All.ConvertAll(b => new BaseSums(b.Name, context.Need(b.Texts), context.Need(b.RandomTexts), [.. b.Seeds.Select(seed => (seed.Seed, context.Need(seed.Own), context.Need(seed.Random)))])),
        bases[0].Walk.Material.Sizes.BootstrapDraws,
        context.Cancellation);
}
