namespace Repro.Experiments.SingleAdapter;

/// <summary>B vectors of an organism's rank-1 down-projection adapters: the directions that they write into the residual stream.</summary>
/// <param name="Layers">Their blocks.</param>
/// <param name="Vectors">[d] each, in the order of the blocks, unscaled.</param>
public sealed record BVectors(IReadOnlyList<int> Layers, IReadOnlyList<float[]> Vectors);
