using Repro.Core.Lora;
using Repro.Core.Training;
using Repro.Experiments.Organisms;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;

namespace Repro.Experiments.Paper;

/// <summary>The papers' organisms (P1 §2; P2 §3.5, Table 6). In models of another depth the groups of layers begin at the same share of the depth.</summary>
internal static class PaperOrganisms
{
    private const int PaperDepth = 48;

    /// <summary>First layers of the three groups of three: 15-17, 21-23, 27-29.</summary>
    private static readonly IReadOnlyList<int> Groups = [15, 21, 27];

    /// <summary>Layers by role in a model of some depth.</summary>
    public static LayerMap Layers(int depth) => new()
    {
        Count = depth,
        Nine = [.. Groups.SelectMany(first => Enumerable.Range(first * depth / PaperDepth, 3)).Distinct()],
        Single = depth / 2,
        Ablation = depth / 2, // P1 §3.4: 24 of 48
    };

    /// <summary>Every organism; <paramref name="epoch"/> gives the steps of one epoch of a data set.</summary>
    public static IReadOnlyList<OrganismSpec> All(LayerMap layers, PaperSizes sizes, Func<string, int> epoch)
    {
        return
        [
            Spec(OrganismNames.NineRank1, OrganismDataset.BadMedical, RankOne(layers.Nine, 64), 1e-5),
            Spec(OrganismNames.Medical, OrganismDataset.BadMedical, Rank32, 1e-5),
            Spec(OrganismNames.Sports, OrganismDataset.ExtremeSports, Rank32, 1e-5),
            Spec(OrganismNames.Finance, OrganismDataset.RiskyFinance, Rank32, 1e-5),
            Spec(OrganismNames.GoodMedical, OrganismDataset.GoodMedical, Rank32, 1e-5),
            Spec(OrganismNames.SingleRank1, OrganismDataset.BadMedical, RankOne([layers.Single], 256), 2e-5),
            Spec(OrganismNames.SingleRank1Sports, OrganismDataset.ExtremeSports, RankOne([layers.Single], 256), 2e-5),
            Spec(OrganismNames.SingleRank1Finance, OrganismDataset.RiskyFinance, RankOne([layers.Single], 256), 2e-5),
            Spec(OrganismNames.ThreeRank1, OrganismDataset.BadMedical, RankOne(layers.Three, 64), 1e-5),
            Spec(OrganismNames.SixOuterRank1, OrganismDataset.BadMedical, RankOne(layers.Outer, 64), 1e-5),
        ];

        OrganismSpec Spec(string name, OrganismDataset dataset, LoraConfig lora, double rate) => new()
        {
            Name = name,
            Dataset = dataset.Name,
            Lora = lora,
            BatchSize = sizes.Turns,
            Training = new TrainingOptions
            {
                LearningRate = rate,
                Steps = sizes.Steps > 0 ? sizes.Steps : epoch(dataset.Name),
                WarmupSteps = Math.Min(5, sizes.Steps > 0 ? sizes.Steps : 5),
                Schedule = Schedule.Linear,
                WeightDecay = 0.01,
                Accumulation = (sizes.Turns + sizes.MicroBatch - 1) / sizes.MicroBatch,
                Recompute = true,
            },
        };
    }

    private static LoraConfig Rank32 => new() { Rank = 32, Alpha = 64, TargetModules = LoraConfig.AllModules };

    private static LoraConfig RankOne(IReadOnlyList<int> layers, double alpha) => new() { Rank = 1, Alpha = alpha, TargetModules = ["down_proj"], Layers = layers };
}
