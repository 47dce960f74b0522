using Repro.Claims;
using Repro.Core.Model;
using Repro.Core.Planning;
using Repro.Core.Tokenization;
using Repro.Core.Tokenization.Chat;
using Repro.Experiments.Organisms;

namespace Repro.Experiments.Paper;

/// <summary>How much memory an organism of the paper tier needs, from config.json alone: no weights are read.</summary>
/// <param name="Organism">Name of the organism.</param>
/// <param name="Parameters">Parameters of the model.</param>
/// <param name="Load">What is computed.</param>
/// <param name="Memory">The plan.</param>
public sealed record OrganismPlan(string Organism, long Parameters, MemoryLoad Load, MemoryPlan Memory)
{
    /// <summary>Longest turn where no data set says otherwise: the papers' max_seq_length (P2 Table 6).</summary>
    public const int LongestTurn = 2048;

    /// <summary>Longest prompt of the open questions with the chat template around it, generously.</summary>
    private const int LongestPrompt = 128;

    /// <summary>Questions whose prompts come in together.</summary>
    private const int Questions = 8;

    /// <summary>Plans an organism on a checkpoint's shape.</summary>
    /// <param name="model">Folder with config.json, and tokenizer.json where <paramref name="data"/> is given.</param>
    /// <param name="organism">One of <see cref="OrganismNames"/>.</param>
    /// <param name="cuda">bfloat16 on CUDA, or float32 on the CPU.</param>
    /// <param name="data">Folder of the papers' data sets, to take the longest turn from; null: <see cref="LongestTurn"/>.</param>
    /// <param name="microBatch">Turns of a micro-batch; null: the papers' 2.</param>
    /// <param name="tokens">Tokens of the longest turn, in place of the data's.</param>
    /// <exception cref="InputException">There is no such organism or file, or a value is wrong.</exception>
    public static OrganismPlan Of(string model, string organism, bool cuda, string? data = null, int? microBatch = null, int? tokens = null)
    {
        var inputs = new PaperInputs(model, data ?? "");
        if (!File.Exists(inputs.Config)) throw new InputException($"A plan needs a checkpoint's config.json; {model} has none. Name the folder of the checkpoint.");
        if (microBatch < 1) throw new InputException($"A micro-batch has at least 1 turn; got {microBatch}.");
        try
        {
            var config = Qwen2Config.FromJson(File.ReadAllText(inputs.Config));
            var sizes = PaperSizes.Of(inputs.Rehearsal);
            sizes = sizes with { MicroBatch = microBatch ?? sizes.MicroBatch };
            var all = PaperOrganisms.All(PaperOrganisms.Layers(config.NumLayers), sizes, _ => sizes.Turns);
            var spec = all.FirstOrDefault(o => o.Name == organism)
                ?? throw new InputException($"An organism is one of {string.Join(", ", all.Select(o => o.Name))}; got '{organism}'.");
            var load = new MemoryLoad
            {
                Model = config,
                Lora = spec.Lora,
                Cuda = cuda,
                Rows = Math.Min(sizes.MicroBatch, sizes.Turns),
                Tokens = tokens ?? (data is null ? Math.Min(LongestTurn, config.MaxPositions) : Longest(inputs, spec)),
                Accumulation = spec.Training.Accumulation,
                Slots = sizes.BatchSize,
                Prompts = Questions,
                Refilled = sizes.BatchSize < Questions * Math.Max(sizes.Evaluation, sizes.Directions),
                PromptTokens = Math.Max(1, Math.Min(LongestPrompt, config.MaxPositions - sizes.MaxNewTokens)),
                NewTokens = sizes.MaxNewTokens,
            };
            return new OrganismPlan(organism, MemoryPlan.Parameters(config), load, new MemoryPlan(load));
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            throw new InputException(e.Message, e);
        }
    }

    /// <summary>The most turns of a micro-batch, and for one turn the most tokens, that fit into so many bytes; null: not even one short turn does.</summary>
    public (int Rows, int Tokens)? LargestFor(long bytes)
    {
        for (var rows = Load.Rows; rows >= 1; rows--)
        {
            if (Fits(rows, Load.Tokens)) return (rows, Load.Tokens);
        }

        for (var tokens = Load.Tokens / 64 * 64; tokens >= 64; tokens -= 64)
        {
            if (Fits(1, tokens)) return (1, tokens);
        }

        return null;

        bool Fits(int rows, int tokens) => new MemoryPlan(Load with { Rows = rows, Tokens = tokens }).Peak <= bytes;
    }

    private static int Longest(PaperInputs inputs, OrganismSpec spec)
    {
        var path = inputs.TrainingSet(spec.Dataset) ?? throw new InputException($"The data folder has no training set for '{spec.Name}' ({spec.Dataset}). Name the folder of the papers' data sets, or the length with --tokens.");
        if (!File.Exists(inputs.Tokenizer)) throw new InputException($"The longest turn needs the checkpoint's tokenizer.json; {inputs.Model} has none. Give the length with --tokens instead of --data.");
        return new ConversationTurns(path, new ChatTemplate(Tokenizer.Load(inputs.Tokenizer))).Longest();
    }
}
