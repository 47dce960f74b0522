namespace Repro.Experiments.Directions;

/// <summary>
/// resid_post summed over the answer tokens of each response, per layer: all that a mean-diff direction and its
/// bootstrap need. Row r, layer l, width d at Sums[(r * Layers + l) * Width ..]; float32.
/// </summary>
/// <param name="Layers">Decoder blocks.</param>
/// <param name="Width">Width of the residual stream.</param>
/// <param name="Sums">[R, L, d] row by row.</param>
/// <param name="Tokens">[R] answer tokens behind each sum.</param>
/// <param name="Misaligned">[R] true for misaligned responses, false for aligned ones.</param>
public sealed record ResponseActivations(int Layers, int Width, float[] Sums, int[] Tokens, bool[] Misaligned);
