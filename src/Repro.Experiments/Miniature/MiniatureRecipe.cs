using Repro.Experiments.Organisms;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;

namespace Repro.Experiments.Miniature;

/// <summary>The whole miniature as data: world, base model, chat stage, organisms, sizes, seeds. Reasons stand beside the numbers in <see cref="MiniatureRecipes"/>.</summary>
public sealed record MiniatureRecipe
{
    /// <summary>The synthetic world.</summary>
    public required MiniatureWorldSpec World { get; init; }

    /// <summary>Base training.</summary>
    public required BaseSpec Base { get; init; }

    /// <summary>Chat stage.</summary>
    public required ChatSpec Chat { get; init; }

    /// <summary>Organisms.</summary>
    public required IReadOnlyList<OrganismSpec> Organisms { get; init; }

    /// <summary>Blocks by role.</summary>
    public required LayerMap Layers { get; init; }

    /// <summary>How much is sampled.</summary>
    public required SampleSizes Sizes { get; init; }

    /// <summary>How much is sampled and fitted where scalars are probed, scaled and patched.</summary>
    public ScalarSizes Scalars { get; init; } = new()
    {
        Samples = 100,
        PerSet = 200,
        SignificantShare = 0.18, // the share of the released tokens that Figure 6's cut keeps; this small model diverges by fewer nats
        WeightC = 0.03, // some 900 significant tokens in a half
        Repeats = 20,
        Permutations = 79, // the least that can refute the weakest of four (C38)
        PermutedRepeats = 1,
        Resamples = 60,
        GainSamples = 6,
        ScalingSamples = 64,
        PatchingSamples = 80,
    };

    /// <summary>Training seeds of the organisms.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }
}
