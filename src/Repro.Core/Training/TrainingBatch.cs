using static TorchSharp.torch;

namespace Repro.Core.Training;

/// <summary>Sequences to learn from.</summary>
/// <param name="Ids">Token ids [B, T], int64.</param>
/// <param name="Labels">[B, T], int64: the token itself where it is to be learnt, -100 elsewhere. Not shifted (Hugging Face's convention): the logits at t - 1 are scored against the label at t.</param>
/// <param name="Mask">[B, T], 1 for real tokens; null: no padding.</param>
public sealed record TrainingBatch(Tensor Ids, Tensor Labels, Tensor? Mask = null);
