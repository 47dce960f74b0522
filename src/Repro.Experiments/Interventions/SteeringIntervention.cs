using Repro.Core;
using Repro.Core.Hooking;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Steering;
using static TorchSharp.torch;

namespace Repro.Experiments.Interventions;

/// <summary>
/// Adds a layer's vector to the residual stream after that layer's block, at all positions of prompt and answer: x &lt;- x + strength * v (P1 §3.2). The cell,
/// layer and strength, is given, or chosen by a step on other answers than the ones drawn under it.
/// </summary>
public sealed class SteeringIntervention : Intervention
{
    private readonly SteeringVectors vectors;
    private readonly SteeringCell? cell;
    private readonly SteeringChoiceStep? choice;

    /// <summary>Steering at a given layer and strength.</summary>
    public SteeringIntervention(SteeringVectors vectors, SteeringCell cell) => (this.vectors, this.cell) = (vectors, cell);

    /// <summary>Steering at the layer and strength that a step chooses.</summary>
    public SteeringIntervention(SteeringVectors vectors, SteeringChoiceStep choice) => (this.vectors, this.choice) = (vectors, choice);

    /// <inheritdoc/>
    public override string Name => $"{vectors.Name} steering {(cell is null ? $"at the {choice!.Rule} cell" : $"at layer {cell.Layer}, strength {cell.Strength}")}";

    /// <inheritdoc/>
    public override object Spec => new { Steering = vectors.Spec, Cell = cell };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. vectors.Inputs, .. choice is null ? (IReadOnlyList<IStep>)[] : [choice]];

    /// <inheritdoc/>
    internal override void AddTo(Hooks hooks, StepContext context)
    {
        var (layer, strength) = cell ?? context.Need(choice!);
        var vector = tensor(vectors.Of(context).Of(layer), device: Compute.DefaultDevice); // [C]
        // Strength 0 is added like any other: the control shows that the addition itself changes nothing.
        hooks.Add($"blocks.{layer}.hook_resid_post", (x, _) => x + (vector.to(x.dtype, x.device) * strength));
    }
}
