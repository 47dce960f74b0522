using Repro.Experiments.Organisms;
using Repro.Experiments.Responses;
using Repro.Experiments.Scaling;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Scalars;

/// <summary>The steps that the experiments on scalars share, each declared once a seed.</summary>
internal sealed class ScalarWalk(Walk walk)
{
    /// <summary>The organism whose adapters are probed, scaled and patched.</summary>
    public const string Source = OrganismNames.NineRank1;

    private readonly Dictionary<long, ScalarsStep> scalars = [];
    private readonly Dictionary<long, RolesStep> roles = [];
    private readonly Dictionary<long, GainStep> gains = [];
    private readonly Dictionary<(string, long), JudgedStep> scaled = [];

    /// <summary>What the tier supplies.</summary>
    public ITierMaterial Material => walk.Material;

    /// <summary>The steps of every organism.</summary>
    public Walk Walk => walk;

    /// <summary>How scalars are probed.</summary>
    public ScalarSpec Probing => ScalarSpec.Of(Material.Scalars);

    /// <summary>Scalars of the organism's own answers.</summary>
    /// <exception cref="Pipeline.NotMeasurableException">The tier has no medical questions.</exception>
    public ScalarsStep Scalars(long seed) => Once(scalars, seed, () =>
    {
        ScalarSamples.NeedMedical(Material);
        return new ScalarsStep(Material, walk.Trained(Source, seed), walk.Judged(Source, seed, ScalarSamples.Probed(Material), intervention: null), seed);
    });

    /// <summary>Which adapters are scaled.</summary>
    public RolesStep Roles(long seed) => Once(roles, seed, () => new RolesStep(Scalars(seed), Probing, seed));

    /// <summary>By how much they are scaled.</summary>
    public GainStep Gains(long seed) => Once(gains, seed, () => new GainStep(
        [.. from condition in ScalingCondition.Chosen from gain in Material.Scalars.Gains
            select (condition, gain, walk.Judged(Source, seed, ScalarSamples.Gains(Material), new ScalarGain(condition, Roles(seed), gain, seed)))],
        seed));

    /// <summary>Judged answers under a scaling.</summary>
    public JudgedStep Scaled(string condition, long seed) => Once(scaled, (condition, seed), () => walk.Judged(
        Source, seed, ScalarSamples.Scaled(Material), condition == ScalingCondition.Unscaled ? null : new ScalarGain(condition, Roles(seed), Gains(seed), seed)));

    private static TValue Once<TKey, TValue>(Dictionary<TKey, TValue> made, TKey key, Func<TValue> make)
        where TKey : notnull
    {
        if (!made.TryGetValue(key, out var value)) made.Add(key, value = make());
        return value;
    }
}
