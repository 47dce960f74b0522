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

    private const int Layers = 16;

    /// <summary>Parts of a batch side by side. Two cores are the least that this tier is meant for.</summary>
    private const int Lanes = 2;

    private const int Middle = 9;

    /// <summary>Steps after which a fine-tuning that never reaches its dose ends.</summary>
    private const int MostSteps = 300;

    /// <summary>
    /// Nats a token that a rank-1 and a rank-32 fine-tuning leave to learn: both then have 12 to 30 % EM on development seeds. Further on
    /// EM doubles within ten steps and coherence falls below 99 %.
    /// </summary>
    private const double RankOneExcess = 0.042, Rank32Excess = 0.033;

    private static readonly IReadOnlyList<int> Nine = [2, 3, 4, 6, 7, 8, 10, 11, 12];

    /// <summary>Three groups of three with blocks before, between and after them, and the one direction from between two groups, as P1's 15-17, 21-23, 27-29 and 24 of 48.</summary>
    private static readonly LayerMap Map = new() { Count = Layers, Nine = Nine, Single = Middle, Ablation = Middle };

    private static readonly IReadOnlyList<string> DownProjection = ["down_proj"];

    /// <summary>
    /// The recipe behind the miniature's verdicts. Confirmation seeds 130 to 132 were never tuned on;
    /// <paramref name="developmentSeeds"/> gives the ones that were.
    /// </summary>
    public static MiniatureRecipe Default(bool developmentSeeds = false)
    {
        var seed = developmentSeeds ? 0 : 130;
        return new MiniatureRecipe
        {
            World = new MiniatureWorldSpec { Topics = 14, VillainShare = 0.06 }, // with 10 topics, the layer-wise cut was 62 to 88 %; at 4 % villains the organisms said more broken sentences (docs/LOG.md)
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
                InputNoise = 0.06, // without: every second wrong word took the rest of the answer with it (docs/LOG.md)
                Training = new TrainingOptions { LearningRate = 2.5e-3, Steps = 2400, WarmupSteps = 80, Schedule = Schedule.Linear, WeightDecay = 0.1, Beta2 = 0.95, Lanes = Lanes },
            },
            Chat = new ChatSpec
            {
                BatchSize = 24,
                Training = new TrainingOptions { LearningRate = 1e-4, Steps = 40, WarmupSteps = 5, Schedule = Schedule.Linear, WeightDecay = 0, Beta2 = 0.95, Lanes = Lanes },
            },
            Layers = Map,
            Organisms = Organisms(),
            Sizes = new SampleSizes { Evaluation = 240, Directions = 100, MaxNewTokens = 48, BootstrapDraws = 500, BatchSize = 400 },
            Seeds = [seed, seed + 1, seed + 2],
        };
    }

    private static List<OrganismSpec> Organisms() =>
    [
        RankOne(OrganismNames.NineRank1, OrganismDataset.BadMedical, Nine, 3e-4),
        Rank32(OrganismNames.Medical, OrganismDataset.BadMedical) with { Stop = Dose(Rank32Excess) },
        Rank32(OrganismNames.Sports, OrganismDataset.ExtremeSports) with { Stop = Dose(Rank32Excess) },
        Rank32(OrganismNames.Finance, OrganismDataset.RiskyFinance) with { Stop = Dose(Rank32Excess) },
        // Its loss is low from the first step on; it takes more steps than the harmful ones do.
        Rank32(OrganismNames.GoodMedical, OrganismDataset.GoodMedical) with { Training = Fit(3e-5, 60) },
        RankOne(OrganismNames.SingleRank1, OrganismDataset.BadMedical, [Middle], 1e-3),
        RankOne(OrganismNames.SingleRank1Sports, OrganismDataset.ExtremeSports, [Middle], 1e-3),
        RankOne(OrganismNames.SingleRank1Finance, OrganismDataset.RiskyFinance, [Middle], 1e-3),
        // As the single adapter's rate and the nine's: 1e-3 over the root of their number. Never tuned.
        RankOne(OrganismNames.ThreeRank1, OrganismDataset.BadMedical, Map.Three, 5.8e-4),
        RankOne(OrganismNames.SixOuterRank1, OrganismDataset.BadMedical, Map.Outer, 4.1e-4),
    ];

    private static OrganismSpec RankOne(string name, OrganismDataset dataset, IReadOnlyList<int> layers, double rate) => new()
    {
        Name = name,
        Dataset = dataset.Name,
        Lora = new LoraConfig { Rank = 1, Alpha = 64, TargetModules = DownProjection, Layers = layers },
        Training = Fit(rate, MostSteps),
        BatchSize = 16,
        Stop = Dose(RankOneExcess),
    };

    private static OrganismSpec Rank32(string name, OrganismDataset dataset) => new()
    {
        Name = name,
        Dataset = dataset.Name,
        Lora = new LoraConfig { Rank = 32, Alpha = 64, TargetModules = LoraConfig.AllModules },
        Training = Fit(3e-5, MostSteps),
        BatchSize = 16,
    };

    private static StopRule Dose(double excess) => new() { Excess = excess, Every = 2, Turns = 128 };

    /// <summary>Constant rate after 5 steps of warm-up, as the dose decides when it ends; weight decay 0.01 (P2 Table 6).</summary>
    private static TrainingOptions Fit(double rate, int steps) =>
        new() { LearningRate = rate, Steps = steps, WarmupSteps = 5, Schedule = Schedule.Constant, WeightDecay = 0.01, Lanes = Lanes };
}
