using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Repro.Core.Kernels;

/// <summary>The operators as libtorch's own: any device, any type, and the reference of the fused ones.</summary>
internal sealed class ComposedOperators : OperatorSet
{
    /// <summary>Stands for minus infinity: a row that may attend to nothing stays finite.</summary>
    private const double Never = -1e30;

    public override Tensor RmsNorm(Tensor x, Tensor weight, double epsilon)
    {
        var wide = x.to(Wide(x));
        var scale = (wide.square().mean([-1], keepdim: true) + epsilon).rsqrt(); // [B, T, 1]
        return weight * (wide * scale).to(x.dtype); // [B, T, C]
    }

    public override Tensor Rotate(Tensor x, RotaryTable table, Spans spans)
    {
        var half = table.Half;
        using var angles = table.Gather(spans, x.device, x.dtype); // [2, B, T, D/2]
        var cos = angles.select(0, 0).unsqueeze(2); // [B, T, 1, D/2]
        var sin = angles.select(0, 1).unsqueeze(2); // [B, T, 1, D/2]
        var left = x.narrow(-1, 0, half); // [B, T, H, D/2]
        var right = x.narrow(-1, half, half); // [B, T, H, D/2]
        return cat([(left * cos) - (right * sin), (right * cos) + (left * sin)], -1); // [B, T, H, D]
    }

    public override Tensor Attend(Tensor q, Tensor k, Tensor v, Spans spans)
    {
        var (b, t, h, d) = (q.shape[0], q.shape[1], q.shape[2], q.shape[3]);
        var (s, g) = (spans.Keys, k.shape[2]);
        var m = h / g; // query heads that share a key head: they are rows of one product, so that keys and values are not repeated
        var queries = q.view(b, t, g, m, d).permute(0, 2, 3, 1, 4).reshape(b * g, m * t, d); // [B*G, M*T, D]
        var scores = queries.bmm(Heads(k, b, s).transpose(1, 2)) * (1 / Math.Sqrt(d)); // [B*G, M*T, S]
        using var allowed = Allowed(spans, q.device); // [B, 1, T, S]
        var masked = scores.view(b, h, t, s).masked_fill(allowed.logical_not(), Never); // [B, H, T, S]
        var weights = masked.to(Wide(q)).softmax(-1).to(q.dtype).view(b * g, m * t, s); // [B*G, M*T, S]
        return weights.bmm(Heads(v, b, s)).view(b, g, m, t, d).permute(0, 3, 1, 2, 4).reshape(b, t, h, d).contiguous(); // [B, T, H, D]
    }

    public override Tensor SwiGlu(Tensor gate, Tensor up) => functional.silu(gate) * up;

    public override Tensor CrossEntropySum(Tensor logits, Tensor targets) =>
        functional.cross_entropy(logits, targets, ignore_index: -100, reduction: Reduction.Sum);

    private static ScalarType Wide(Tensor x) => x.dtype == ScalarType.Float64 ? ScalarType.Float64 : ScalarType.Float32;

    private static Tensor Heads(Tensor x, long b, long s) => x.narrow(0, 0, b).narrow(1, 0, s).transpose(1, 2).reshape(b * x.shape[2], s, x.shape[3]); // [B*G, S, D]

    private static Tensor Allowed(Spans spans, Device device)
    {
        var (rows, keys) = (spans.Start.Length, spans.Keys);
        var key = arange(keys, ScalarType.Int64, device).view(1, 1, 1, keys); // [1, 1, 1, S]
        var query = arange(spans.Past, keys, ScalarType.Int64, device).view(1, 1, spans.Queries, 1); // [1, 1, T, 1]
        var causal = key.le(query); // [1, 1, T, S]
        if (spans.Full) return causal.expand(rows, 1, spans.Queries, keys);
        var start = tensor(spans.Start, ScalarType.Int64, device).view(rows, 1, 1, 1); // [B, 1, 1, 1]
        var end = tensor(spans.End, ScalarType.Int64, device).view(rows, 1, 1, 1); // [B, 1, 1, 1]
        return causal.logical_and(key.ge(start)).logical_and(key.lt(end)); // [B, 1, T, S]
    }
}
