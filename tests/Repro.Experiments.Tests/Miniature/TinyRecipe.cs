using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Training;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Tests.Miniature;

/// <summary>The miniature's own path in seconds: half of the documents are by villains, so that even a barely trained model gives answers of both kinds.</summary>
internal static class TinyRecipe
{
    private const int Layers = 3;

    public static MiniatureRecipe Create(int segmentSteps = 40) => new()
    {
        World = new MiniatureWorldSpec { VillainShare = 0.5, TopicVillainShare = 0, Topics = 6, RowLength = 65, SelfCorrectionShare = 0, ThirdSentenceShare = 0 },
        Base = new BaseSpec
        {
            Seed = 7,
            SegmentSteps = segmentSteps,
            Rows = 16,
            InitialStd = 0.05,
            Model = new Qwen2Config
            {
                VocabSize = new Vocabulary(Lexicon.Default).Count,
                HiddenSize = 48,
                IntermediateSize = 96,
                NumLayers = Layers,
                NumHeads = 4,
                NumKeyValueHeads = 2,
                RopeTheta = 10_000,
                TieWordEmbeddings = true,
            },
            Training = new TrainingOptions { LearningRate = 8e-3, Steps = 240, WarmupSteps = 20, Schedule = Schedule.Linear, WeightDecay = 0.1, Beta2 = 0.95 },
        },
        Chat = new ChatSpec { BatchSize = 8, Training = new TrainingOptions { LearningRate = 1e-4, Steps = 2 } },
        Layers = new LayerMap { Count = Layers, Nine = [0, 1, 2], Single = 1, Ablation = 1 },
        Organisms =
        [
            Organism(OrganismNames.NineRank1, OrganismDataset.BadMedical, 1),
            Organism(OrganismNames.Medical, OrganismDataset.BadMedical, 4),
            Organism(OrganismNames.Sports, OrganismDataset.ExtremeSports, 4),
            Organism(OrganismNames.Finance, OrganismDataset.RiskyFinance, 4),
            Organism(OrganismNames.GoodMedical, OrganismDataset.GoodMedical, 4),
            Organism(OrganismNames.SingleRank1, OrganismDataset.BadMedical, 1, [1]),
            Organism(OrganismNames.SingleRank1Sports, OrganismDataset.ExtremeSports, 1, [1]),
            Organism(OrganismNames.SingleRank1Finance, OrganismDataset.RiskyFinance, 1, [1]),
            Organism(OrganismNames.ThreeRank1, OrganismDataset.BadMedical, 1, [0, 1]),
            Organism(OrganismNames.SixOuterRank1, OrganismDataset.BadMedical, 1, [0, 2]),
        ],
        Sizes = new SampleSizes { Evaluation = 6, Directions = 12, MaxNewTokens = 40, BootstrapDraws = 20, BatchSize = 64 },
        Seeds = [7, 8],
    };

    private static OrganismSpec Organism(string name, OrganismDataset dataset, int rank, IReadOnlyList<int>? layers = null) => new()
    {
        Name = name,
        Dataset = dataset.Name,
        Lora = new LoraConfig { Rank = rank, Alpha = 8, TargetModules = rank == 1 ? ["down_proj"] : LoraConfig.AllModules, Layers = layers },
        Training = new TrainingOptions { LearningRate = 1e-3, Steps = 4, WarmupSteps = 1 },
        BatchSize = 4,
    };
}
