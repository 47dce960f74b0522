using Repro.Core.Hooking;
using Repro.Core.Lora;
using Repro.Core.Random;
using Repro.Experiments.Directions;
using Repro.Experiments.Pipeline;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Interventions;

/// <summary>
/// Takes a direction out of what an organism's down-projection adapters write, b &lt;- b - strength * v̂ v̂ᵀ b for each column b of each B, and
/// leaves the residual stream alone (P1 App D). Each B loses the vector of its own layer. The answers come from an edited copy of the adapter.
/// </summary>
/// <param name="mode">One of <see cref="AdapterMode"/>.</param>
/// <param name="directions">Mean-diff directions.</param>
/// <param name="seed">Seeds the random vectors.</param>
public sealed class AdapterProjection(string mode, DirectionsStep directions, long seed) : Intervention
{
    private const string Module = "down_proj";

    /// <inheritdoc/>
    public override string Name => $"{mode} projection by {directions.Source}";

    /// <inheritdoc/>
    public override object Spec => new { Mode = mode, Seed = seed };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [directions];

    /// <inheritdoc/>
    internal override void AddTo(Hooks hooks, StepContext context)
    {
    }

    /// <inheritdoc/>
    internal override LoraAdapter? Edit(LoraAdapter adapter, StepContext context)
    {
        var vectors = context.Need(directions);
        LoraAdapter? edited = null;
        foreach (var layer in adapter.Targets.Where(target => target.Module == Module).Select(target => target.Layer).ToList())
        {
            using var before = edited;
            using var scope = NewDisposeScope();
            edited = (before ?? adapter).WithB(layer, Module, Edited(adapter.B(layer, Module), vectors.Of(layer), layer));
        }

        return edited ?? throw new ArgumentException($"A projection out of B needs an adapter on {Module}, and this one has none. Name an organism with rank-1 adapters there.");
    }

    /// <summary>B [out, r] column by column.</summary>
    private Tensor Edited(Tensor b, float[] vector, int layer)
    {
        var values = b.detach().to(ScalarType.Float32, CPU).contiguous().data<float>().ToArray();
        var (outputs, rank) = ((int)b.shape[0], (int)b.shape[1]);
        for (var column = 0; column < rank; column++)
        {
            var at = column;
            float[] old = [.. Enumerable.Range(0, outputs).Select(row => values[(row * rank) + at])];
            foreach (var (row, value) in Edited(old, vector, layer).Index()) values[(row * rank) + at] = value;
        }

        return tensor(values, [outputs, rank]);
    }

    private float[] Edited(float[] column, float[] vector, int layer) => mode switch
    {
        AdapterMode.FromB => Projection.Without(column, vector),
        AdapterMode.FromBRenormalised => Projection.AtNormOf(Projection.Without(column, vector), column),
        AdapterMode.FromBRandom => Projection.Without(column, RandomVectors.Like(vector, StreamKey.Of(seed, "random-direction").Child(layer))),
        AdapterMode.FromBZero => Projection.Without(column, vector, strength: 0),
        _ => throw new ArgumentException($"A projection's mode is one of {string.Join(", ", AdapterMode.All)}, but it is '{mode}'.", nameof(mode)),
    };
}
