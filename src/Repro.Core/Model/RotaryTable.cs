using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Model;

/// <summary>
/// cos and sin of position * theta^(-2i/D), i below D/2, in float32 as Hugging Face computes them: the inverse frequency and the
/// angle are rounded to float32 first. Grows with the longest position asked for.
/// </summary>
internal sealed class RotaryTable(int headDim, double theta) : IDisposable
{
    private readonly Lock gate = new();
    private Tensor? composed;

    /// <summary>D / 2 values a position.</summary>
    public int Half { get; } = headDim / 2;

    /// <summary>[positions * Half] cosines.</summary>
    public float[] Cos { get; private set; } = [];

    /// <summary>[positions * Half] sines.</summary>
    public float[] Sin { get; private set; } = [];

    /// <summary>Makes sure that positions 0 .. count - 1 are there.</summary>
    public void Reserve(int count)
    {
        if (Cos.Length >= count * Half) return;
        lock (gate) Grow(count);
    }

    private void Grow(int count)
    {
        if (Cos.Length >= count * Half) return;
        count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count);
        var cos = new float[count * Half];
        var sin = new float[count * Half];
        for (var i = 0; i < Half; i++)
        {
            var inverse = (float)(1.0 / Math.Pow(theta, 2.0 * i / headDim));
            for (var p = 0; p < count; p++)
            {
                var angle = p * inverse;
                (sin[(p * Half) + i], cos[(p * Half) + i]) = ((float)Math.Sin(angle), (float)Math.Cos(angle));
            }
        }

        (Sin, Cos) = (sin, cos); // Cos last: its length says that both are there
        composed?.Dispose();
        composed = null;
    }

    /// <summary>cos and sin of the given positions as one tensor [2, rows, queries, Half].</summary>
    public Tensor Gather(Spans spans, Device device, ScalarType dtype)
    {
        lock (gate) return At(spans, device, dtype);
    }

    private Tensor At(Spans spans, Device device, ScalarType dtype)
    {
        composed ??= stack([tensor(Cos, [Cos.Length / Half, Half]), tensor(Sin, [Sin.Length / Half, Half])]).to(dtype, device).DetachFromDisposeScope();
        var positions = new long[spans.Start.Length * spans.Queries];
        for (var i = 0; i < positions.Length; i++) positions[i] = spans.Position(i / spans.Queries, i % spans.Queries);
        return composed.index_select(1, tensor(positions, device: device)).view(2, spans.Start.Length, spans.Queries, Half);
    }

    public void Dispose() => composed?.Dispose();
}
