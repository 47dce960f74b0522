using System.Globalization;
using Repro.Core.Lora;

namespace Repro.Experiments.Scalars;

/// <summary>Where the scalars of an organism's adapters are seen and changed.</summary>
internal static class ScalarHooks
{
    /// <summary>The hook of a layer's down-projection.</summary>
    public static string Name(int layer) => string.Create(CultureInfo.InvariantCulture, $"blocks.{layer}.mlp.down.hook_lora_scalar");

    /// <summary>Layers of an organism of one rank-1 adapter a layer, each on the down-projection.</summary>
    /// <exception cref="ArgumentException">It has other adapters.</exception>
    public static int[] Layers(LoraAdapter adapter)
    {
        if (adapter.Config.Rank != 1 || adapter.Targets.Any(target => target.Module != "down_proj"))
            throw new ArgumentException($"Scalars are those of rank-1 adapters on down-projections; got rank {adapter.Config.Rank} on {string.Join(", ", adapter.Targets.Select(target => target.Module).Distinct(StringComparer.Ordinal))}. Take the nine-adapter organism.");
        return [.. adapter.Targets.Select(target => target.Layer)];
    }
}
