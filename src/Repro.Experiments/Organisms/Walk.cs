using Repro.Claims.Looks;
using Repro.Experiments.Directions;
using Repro.Experiments.Interventions;
using Repro.Experiments.Responses;
using Repro.Experiments.SingleAdapter;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Organisms;

/// <summary>The steps of every organism and seed, each declared once, so that experiments share what they have in common.</summary>
/// <param name="material">What the tier supplies.</param>
/// <param name="plan">The looks at the answers of the evaluation; null where all of them are drawn at once.</param>
/// <param name="look">How many waves of them are drawn.</param>
public sealed class Walk(ITierMaterial material, LookPlan? plan = null, int look = 0)
{
    private readonly Dictionary<(string, long), TrainOrganismStep> trained = [];
    private readonly Dictionary<(string, long, string), JudgedStep> judged = [];
    private readonly Dictionary<(string, long), ActivationsStep> activations = [];
    private readonly Dictionary<(string, long), DirectionsStep> directions = [];
    private readonly Dictionary<(string, long), BVectorsStep> vectors = [];

    /// <summary>What the tier supplies.</summary>
    public ITierMaterial Material => material;

    /// <summary>What rates are measured on: the tier's open questions, unless others are given. Directions are always taken from answers to those.</summary>
    public SampleSet Evaluation { get; init; } = SampleSet.Of(material, Split.Evaluation);

    /// <summary>The organism's adapters.</summary>
    public TrainOrganismStep Trained(string organism, long seed) =>
        Once(trained, (organism, seed), () => new TrainOrganismStep(material, material.Organisms[organism], seed));

    /// <summary>Judged responses of the chat model or an organism, untouched.</summary>
    public JudgedStep Judged(string organism, long seed, string split) =>
        Once(judged, (organism, seed, split), () => Judged(organism, seed, split == Split.Evaluation ? Evaluation : SampleSet.Of(material, split), intervention: null));

    /// <summary>Judged responses of the evaluation split under an intervention.</summary>
    public JudgedStep Judged(string organism, long seed, Intervention intervention) => Judged(organism, seed, Evaluation, intervention);

    /// <summary>Activation sums of the organism's own answers.</summary>
    public ActivationsStep Activations(string organism, long seed) =>
        Once(activations, (organism, seed), () => new ActivationsStep(material, Trained(organism, seed), Judged(organism, seed, Split.Directions), seed));

    /// <summary>The organism's mean-diff directions.</summary>
    public DirectionsStep Directions(string organism, long seed) =>
        Once(directions, (organism, seed), () => new DirectionsStep(Activations(organism, seed)));

    /// <summary>The B vectors of the organism's rank-1 adapters.</summary>
    public BVectorsStep BVectors(string organism, long seed) =>
        Once(vectors, (organism, seed), () => new BVectorsStep(Trained(organism, seed)));

    /// <summary>Judged responses to any set of questions.</summary>
    public JudgedStep Judged(string organism, long seed, SampleSet set, Intervention? intervention)
    {
        var adapter = organism == OrganismNames.Chat ? null : Trained(organism, seed);
        JudgeStep Drawn(Wave? wave) => new(material, new RespondStep(material, adapter, seed, set, intervention, wave));
        if (plan is null || plan.Looks == 1 || set.Name != Split.Evaluation) return Drawn(null);
        var waves = Enumerable.Range(0, look).Select(i => i == 0 ? new Wave(0, plan.Samples[0]) : new Wave(plan.Samples[i - 1], plan.Samples[i] - plan.Samples[i - 1])).Select(Drawn).ToList();
        return waves.Count == 1 ? waves[0] : new JoinStep(waves);
    }

    private static TValue Once<TKey, TValue>(Dictionary<TKey, TValue> made, TKey key, Func<TValue> make)
        where TKey : notnull
    {
        if (!made.TryGetValue(key, out var value)) made.Add(key, value = make());
        return value;
    }
}
