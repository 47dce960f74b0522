namespace Repro.Experiments.Downstream;

/// <summary>
/// What changes of the chat model do to resid_post, summed over the answer tokens of stored responses: changed less unchanged, per response and
/// layer. Row r, layer l at [(r * Layers + l - First) * Width ..]; float32.
/// </summary>
/// <param name="First">The block where the changes are made: the first one that is kept.</param>
/// <param name="Layers">Blocks that are kept, from <paramref name="First"/> on.</param>
/// <param name="Width">Width of the residual stream.</param>
/// <param name="Effects">By change, see <see cref="EffectNames"/>: [R, Layers, Width].</param>
/// <param name="Tokens">[R] answer tokens behind each sum.</param>
/// <param name="Misaligned">[R] true for misaligned responses, false for aligned ones.</param>
/// <param name="Questions">[R] place of the response's question among the ids in ordinal order.</param>
public sealed record EffectSums(int First, int Layers, int Width, IReadOnlyDictionary<string, float[]> Effects, int[] Tokens, bool[] Misaligned, int[] Questions);
