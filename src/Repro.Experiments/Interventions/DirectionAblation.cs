using Repro.Core;
using Repro.Core.Hooking;
using Repro.Core.Random;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;
using static TorchSharp.torch;

namespace Repro.Experiments.Interventions;

/// <summary>
/// Removes a direction from the residual stream after every block, or after one, at all positions of prompt and answer:
/// x &lt;- x - strength * v̂ v̂ᵀ x (P1 §3.4). The mode says where, and which vector each layer uses.
/// </summary>
/// <param name="mode">One of <see cref="AblationMode"/>.</param>
/// <param name="directions">Mean-diff directions of the organism they come from.</param>
/// <param name="layer">The layer whose vector serves all layers, in the modes that use one; the layer itself, in the modes of one layer.</param>
/// <param name="seed">Seeds the random vectors.</param>
public sealed class DirectionAblation(string mode, DirectionsStep directions, int layer, long seed) : Intervention
{
    /// <inheritdoc/>
    public override string Name => $"{mode} ablation by {directions.Source}";

    /// <inheritdoc/>
    public override object Spec => new { Mode = mode, Layer = layer, Seed = seed };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [directions];

    /// <inheritdoc/>
    internal override void AddTo(Hooks hooks, StepContext context)
    {
        var vectors = context.Need(directions);
        var one = mode is AblationMode.OneLayer or AblationMode.OneLayerRandom;
        for (var block = one ? layer : 0; block < (one ? layer + 1 : vectors.Layers); block++)
        {
            var ablate = Core.Hooking.Interventions.Ablate(tensor(Vector(vectors, block), device: Compute.DefaultDevice));
            hooks.Add($"blocks.{block}.hook_resid_post", mode == AblationMode.Zero ? (x, _) => x - ((x - ablate(x)) * 0.0) : (x, _) => ablate(x));
        }
    }

    private float[] Vector(MeanDiff vectors, int block) => mode switch
    {
        AblationMode.Layerwise or AblationMode.Zero => vectors.Of(block),
        AblationMode.Single or AblationMode.Transfer or AblationMode.OneLayer => vectors.Of(layer),
        AblationMode.Random or AblationMode.OneLayerRandom => RandomVectors.Like(vectors.Of(layer), StreamKey.Of(seed, "random-direction").Child(block)),
        AblationMode.Orthogonal => RandomVectors.Orthogonal(vectors.Of(block), StreamKey.Of(seed, "orthogonal-direction").Child(block)),
        _ => throw new ArgumentException($"An ablation's mode is one of {string.Join(", ", AblationMode.All)}, but it is '{mode}'.", nameof(mode)),
    };
}
