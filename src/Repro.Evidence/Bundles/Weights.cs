using Repro.Evidence.Store;

namespace Repro.Evidence.Bundles;

/// <summary>Which files of artifacts are weights: too large for a bundle, and needed by no recomputation. Their manifests, which are in it, name them by hash.</summary>
public static class Weights
{
    private const string Ending = ".safetensors";

    /// <summary>True for tensors of a stage that trains or loads a model.</summary>
    public static bool Are(StageKey key, string file) =>
        file.EndsWith(Ending, StringComparison.Ordinal) && (key.Stage.StartsWith("train-", StringComparison.Ordinal) || key.Stage.StartsWith("load-", StringComparison.Ordinal));
}
