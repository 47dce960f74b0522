using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Generation;

/// <summary>
/// <see cref="Sampler"/> where the logits are: on a GPU only the drawn tokens travel, not 150,000 logits a row. In float64 and in the
/// order of the vocabulary too; sums are associated otherwise, so a draw within 1e-15 of a boundary may fall on its other side.
/// </summary>
internal static class DeviceSampler
{
    /// <summary>Whether these options are drawn on the device: top-p and top-k need the sorted vocabulary, a penalty the answer so far; these stay on the host.</summary>
    public static bool Serves(Device device, SamplingOptions options) =>
        device.type != DeviceType.CPU && options.RepetitionPenalty == 1 && (options.Temperature == 0 || (options.TopP == 1 && options.TopK == 0));

    /// <summary>One token for each entry of <paramref name="rows"/>.</summary>
    /// <param name="logits">[R, V].</param>
    /// <param name="rows">Which row of logits each draw is from.</param>
    /// <param name="uniforms">On [0, 1), one a draw.</param>
    /// <param name="temperature">Divides the logits; 0: the likeliest.</param>
    public static int[] Draw(Tensor logits, int[] rows, double[] uniforms, double temperature)
    {
        using var scope = NewDisposeScope();
        var at = tensor(Array.ConvertAll(rows, row => (long)row), device: logits.device);
        if (temperature == 0) return Tokens(logits.argmax(-1).index_select(0, at));
        var wide = logits.to(ScalarType.Float64); // [R, V]
        var weights = ((wide - wide.amax([-1], keepdim: true)) / temperature).exp(); // [R, V]
        var cumulative = weights.cumsum(-1).index_select(0, at); // [B, V]
        var last = cumulative.shape[1] - 1;
        var wanted = cumulative.narrow(1, last, 1) * tensor(uniforms, [uniforms.Length, 1], device: logits.device); // [B, 1]
        return Tokens(cumulative.le(wanted).sum(-1).clamp_max(last)); // rounding may leave a remainder
    }

    private static int[] Tokens(Tensor tokens) => Array.ConvertAll(tokens.to(ScalarType.Int64, CPU).contiguous().data<long>().ToArray(), token => (int)token);
}
