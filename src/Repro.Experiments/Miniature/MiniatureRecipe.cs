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

    /// <summary>Training seeds of the organisms.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }
}
