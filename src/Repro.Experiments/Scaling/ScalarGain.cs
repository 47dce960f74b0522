using Repro.Core.Hooking;
using Repro.Experiments.Interventions;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Scalars;
using static TorchSharp.torch;

namespace Repro.Experiments.Scaling;

/// <summary>
/// Multiplies the scalar A x of every adapter by a factor while answers are drawn, at all positions: 1 leaves it, 0 switches the adapter off, below 0 turns it
/// round (P1 §4.3). Which adapters and how far follow from other answers.
/// </summary>
internal sealed class ScalarGain : Intervention
{
    private readonly string condition;
    private readonly RolesStep roles;
    private readonly double? given;
    private readonly GainStep? chosen;
    private readonly long seed;

    /// <summary>Scales by a gain that is tried.</summary>
    public ScalarGain(string condition, RolesStep roles, double gain, long seed) => (this.condition, this.roles, given, this.seed) = (condition, roles, gain, seed);

    /// <summary>Scales by the gain that was chosen.</summary>
    public ScalarGain(string condition, RolesStep roles, GainStep gains, long seed) => (this.condition, this.roles, chosen, this.seed) = (condition, roles, gains, seed);

    /// <inheritdoc/>
    public override string Name => given is { } gain ? $"{condition} scaling x{gain}" : $"{condition} scaling";

    /// <inheritdoc/>
    public override object Spec => new { Scaling = condition, Gain = given, Seed = seed };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => chosen is null ? [roles] : [roles, chosen];

    /// <inheritdoc/>
    internal override void AddTo(Hooks hooks, StepContext context)
    {
        var gain = given ?? context.Need(chosen!).Of(ScalingCondition.GainOf(condition));
        Add(hooks, ScalingCondition.Factors(condition, context.Need(roles), gain, seed));
    }

    /// <summary>The hooks of some factors, by layer.</summary>
    internal static void Add(Hooks hooks, IReadOnlyDictionary<int, double> factors)
    {
        foreach (var (layer, factor) in factors) hooks.Add(ScalarHooks.Name(layer), Times(factor));
    }

    private static Func<Tensor, HookContext, Tensor> Times(double factor) => (scalar, _) => scalar * factor;
}
