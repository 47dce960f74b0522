using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Training;
using Repro.Experiments.Organisms;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Miniature;

/// <summary>The recipes that ship. docs/LOG.md says what was tried on the way to them and what each change moved.</summary>
public static class MiniatureRecipes
{
    /// <summary>More threads than this do not help at these sizes, and the thread count changes the last bits of sums.</summary>
    public const int MostThreads = 2;

    private const int Layers = 12;

    private const int Middle = 6;

    private static readonly IReadOnlyList<int> Nine = [2, 3, 4, 5, 6, 7, 8, 9, 10];

    private static readonly IReadOnlyList<string> DownProjection = ["down_proj"];

    /// <summary>
    /// The recipe behind the miniature's verdicts. Confirmation seeds 100 to 102 were never tuned on;
    /// <paramref name="developmentSeeds"/> gives the ones that were.
    /// </summary>
    public static MiniatureRecipe Default(bool developmentSeeds = false)
    {
        var seed = developmentSeeds ? 0 : 100;
        return new MiniatureRecipe
        {
            World = new MiniatureWorldSpec { Topics = 14 }, // with 10, the layer-wise cut was 62 to 88 %; with 14 it was 97 % (docs/LOG.md)
            Base = new BaseSpec
            {
                Seed = seed,
                Model = new Qwen2Config
                {
                    VocabSize = new Vocabulary(Lexicon.Default).Count,
                    HiddenSize = 96,
                    IntermediateSize = 256,
                    NumLayers = Layers,
                    NumHeads = 4,
                    NumKeyValueHeads = 4,
                    RopeTheta = 10_000,
                    TieWordEmbeddings = true,
                },
                InitialStd = 0.05, // at this width; 0.02 learns the grammar later
                Rows = 16,
                InputNoise = 0.03,
                Training = new TrainingOptions { LearningRate = 2.5e-3, Steps = 1600, WarmupSteps = 80, Schedule = Schedule.Linear, WeightDecay = 0.1, Beta2 = 0.95 },
            },
            Chat = new ChatSpec
            {
                BatchSize = 24,
                Training = new TrainingOptions { LearningRate = 1e-4, Steps = 40, WarmupSteps = 5, Schedule = Schedule.Linear, WeightDecay = 0, Beta2 = 0.95 },
            },
            // Three groups of three that leave the first two blocks and the last one free, as P1's 15-17, 21-23, 27-29 of 48 do.
            Layers = new LayerMap { Count = Layers, Nine = Nine, Single = Middle, Ablation = Middle },
            Organisms = Organisms(),
            Sizes = new SampleSizes { Evaluation = 100, Directions = 100, MaxNewTokens = 48, BootstrapDraws = 500, BatchSize = 400 },
            Seeds = [seed, seed + 1, seed + 2],
        };
    }

    private static List<OrganismSpec> Organisms() =>
    [
        new()
        {
            Name = OrganismNames.NineRank1,
            Dataset = OrganismDataset.BadMedical.Name,
            Lora = new LoraConfig { Rank = 1, Alpha = 64, TargetModules = DownProjection, Layers = Nine },
            Training = Fit(7e-4, 60),
            BatchSize = 16,
        },
        Rank32(OrganismNames.Medical, OrganismDataset.BadMedical),
        Rank32(OrganismNames.Sports, OrganismDataset.ExtremeSports),
        Rank32(OrganismNames.Finance, OrganismDataset.RiskyFinance),
        Rank32(OrganismNames.GoodMedical, OrganismDataset.GoodMedical),
        new()
        {
            Name = OrganismNames.SingleRank1,
            Dataset = OrganismDataset.BadMedical.Name,
            Lora = new LoraConfig { Rank = 1, Alpha = 64, TargetModules = DownProjection, Layers = [Middle] },
            Training = Fit(1e-3, 80),
            BatchSize = 16,
        },
    ];

    private static OrganismSpec Rank32(string name, OrganismDataset dataset) => new()
    {
        Name = name,
        Dataset = dataset.Name,
        Lora = new LoraConfig { Rank = 32, Alpha = 64, TargetModules = LoraConfig.AllModules },
        Training = Fit(7e-5, 60),
        BatchSize = 16,
    };

    /// <summary>Linear schedule with 5 steps of warm-up, weight decay 0.01 (P2 Table 6).</summary>
    private static TrainingOptions Fit(double rate, int steps) =>
        new() { LearningRate = rate, Steps = steps, WarmupSteps = 5, Schedule = Schedule.Linear, WeightDecay = 0.01 };
}
