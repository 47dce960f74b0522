using System.Globalization;
using Repro.Claims.Settings;
using Repro.Core.Lora;
using Repro.Experiments.Organisms;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Miniature;

/// <summary>
/// The boundary map's design: a centre that is smaller than the recipe, so that a point takes two and a half minutes, and points that differ from it in one
/// factor each. A full grid would have thousands of points; one factor at a time shows each edge, and nothing of how factors act together.
/// </summary>
internal static class BoundaryDesign
{
    private const int Depth = 12, Width = 64, Deep = 16, Wide = 96, Steps = 500, Topics = 10, Samples = 50, Directed = 60;

    /// <summary>The centre first, then factor by factor.</summary>
    public static IReadOnlyList<BoundaryPoint> Of(MiniatureRecipe recipe)
    {
        var centre = Centre(recipe);
        var (world, training) = (centre.World, centre.Chat.Training);
        return
        [
            new(new Setting(SettingRow.Centre, "small model", $"{Depth} layers, width {Width}, {Steps} steps"), centre),
            .. Points("villains", "villain share of the documents in %", 100 * world.VillainShare, [3, 45], share => centre with { World = world with { VillainShare = share / 100 } }),
            .. Points("topics", "topics of the world", world.Topics, [6], topics => centre with { World = world with { Topics = (int)topics } }),
            .. Points("chat", "steps of the chat stage", training.Steps, [160], steps => centre with { Chat = centre.Chat with { Training = training with { Steps = (int)steps, WarmupSteps = Math.Min(training.WarmupSteps, (int)steps) } } }),
            .. Points("depth", "layers", Depth, [Deep], depth => Shaped(centre, (int)depth, Width)),
            .. Points("width", "width of the residual stream", Width, [Wide], width => Shaped(centre, Depth, (int)width)),
            .. Points("base", "seed of the base model", centre.Base.Seed, [centre.Base.Seed + 1, centre.Base.Seed + 2], seed => centre with { Base = centre.Base with { Seed = (long)seed } }),
            .. Points("adapters", "rank-1 adapters", 9, [3], _ => Adapted(centre, centre.Layers.Nine.Where((_, i) => i % 3 == 1), rank: 1)),
            .. Points("rank", "rank of the nine adapters", 1, [8], rank => Adapted(centre, centre.Layers.Nine, (int)rank)),
        ];
    }

    /// <summary>
    /// Whether the point is one of the bases whose directions are compared with one another: three seeds, two depths and two widths. The least depth is that of
    /// the centre, so that every pair has as many layers.
    /// </summary>
    public static bool IsCompared(Setting setting) => setting.Name == SettingRow.Centre || setting.Name == $"depth-{Deep}" || setting.Name == $"width-{Wide}" || setting.Name.StartsWith("base-", StringComparison.Ordinal);

    /// <summary>Three groups of three blocks: the first blocks and the last stay free.</summary>
    internal static LayerMap Map(int depth) => new()
    {
        Count = depth,
        Nine = depth >= 16 ? [2, 3, 4, 6, 7, 8, 10, 11, 12] : [.. Enumerable.Range(depth >= 12 ? 2 : 1, 9)],
        Single = depth / 2,
        Ablation = depth / 2,
    };

    private static MiniatureRecipe Centre(MiniatureRecipe recipe) => Shaped(
        recipe with
        {
            World = recipe.World with { Topics = Math.Min(Topics, recipe.World.Topics) },
            Base = recipe.Base with { Training = recipe.Base.Training with { Steps = Math.Min(Steps, recipe.Base.Training.Steps) } },
            Sizes = recipe.Sizes with { Evaluation = Math.Min(Samples, recipe.Sizes.Evaluation), Directions = Math.Min(Directed, recipe.Sizes.Directions), BootstrapDraws = Math.Min(200, recipe.Sizes.BootstrapDraws) },
            Seeds = [.. recipe.Seeds.Take(2)],
        },
        Depth,
        Width);

    private static MiniatureRecipe Shaped(MiniatureRecipe recipe, int depth, int width)
    {
        var map = Map(depth);
        return recipe with
        {
            Base = recipe.Base with { Model = recipe.Base.Model with { NumLayers = depth, HiddenSize = width, IntermediateSize = width * 8 / 3 } },
            Layers = map,
            // Other sets of layers are not asked for here, and would have no place in fewer blocks.
            Organisms = [.. recipe.Organisms.Where(organism => organism.Lora.Layers is null || organism.Name is OrganismNames.NineRank1 or OrganismNames.SingleRank1).Select(organism => organism.Name == OrganismNames.NineRank1 ? organism with { Lora = organism.Lora with { Layers = map.Nine } }
                : organism.Name == OrganismNames.SingleRank1 ? organism with { Lora = organism.Lora with { Layers = [map.Single] } } : organism)],
        };
    }

    private static MiniatureRecipe Adapted(MiniatureRecipe recipe, IEnumerable<int> layers, int rank) => recipe with
    {
        Organisms = [.. recipe.Organisms.Select(organism => organism.Name == OrganismNames.NineRank1 ? organism with { Lora = organism.Lora with { Layers = [.. layers], Rank = rank } } : organism)],
    };

    private static IEnumerable<BoundaryPoint> Points(string name, string factor, double centre, double[] levels, Func<double, MiniatureRecipe> recipe) => levels.Select(level => new BoundaryPoint(
        new Setting($"{name}-{Text(level)}", factor, Text(level)) { CentreLevel = Text(centre) },
        recipe(level)));

    private static string Text(double level) => level.ToString("0.##", CultureInfo.InvariantCulture);
}
