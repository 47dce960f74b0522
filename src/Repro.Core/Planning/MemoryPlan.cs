using Repro.Core.Generation;
using Repro.Core.Lora;
using Repro.Core.Model;

namespace Repro.Core.Planning;

/// <summary>
/// Peak bytes of fine-tuning an adapter (with <see cref="Training.TrainingOptions.Recompute"/>) and of sampling from it, before either begins.
/// Sizes of weights, optimiser and cache follow from the shapes; what a block and the loss hold at their peak is a count of values a
/// token, found from measured peaks of small models and checked on others to be within 10 % (docs/NUMERICS.md, Memory).
/// </summary>
public sealed class MemoryPlan
{
    /// <summary>Managed heap and compiled code of the process.</summary>
    private const long Runtime = 70_000_000;

    private const int Single = 4, Double = 8;
    private readonly MemoryLoad load;
    private readonly Qwen2Config model;
    private readonly long element;

    /// <summary>The plan of a load.</summary>
    /// <exception cref="ArgumentException">The load's values are wrong.</exception>
    public MemoryPlan(MemoryLoad load)
    {
        ArgumentNullException.ThrowIfNull(load);
        load.Validate();
        (this.load, model, element) = (load, load.Model, load.Cuda ? 2 : Single);
        Training = [.. Shared, .. Trained()];
        Sampling = [.. Shared, .. Sampled()];
    }

    /// <summary>What fine-tuning takes at its peak.</summary>
    public IReadOnlyList<MemoryPart> Training { get; }

    /// <summary>What sampling takes at its peak.</summary>
    public IReadOnlyList<MemoryPart> Sampling { get; }

    /// <summary>Bytes of the larger of the two.</summary>
    public long Peak => Math.Max(Training.Sum(p => p.Bytes), Sampling.Sum(p => p.Bytes));

    /// <summary>Parameters of the model.</summary>
    public static long Parameters(Qwen2Config model)
    {
        ArgumentNullException.ThrowIfNull(model);
        long c = model.HiddenSize, f = model.IntermediateSize, g = Groups(model);
        var block = (2 * c * c) + c + (2 * ((c * g) + g)) + (3 * c * f) + (2 * c);
        return (model.VocabSize * c * (model.TieWordEmbeddings ? 1 : 2)) + (model.NumLayers * block) + c;
    }

    /// <summary>Parameters of an adapter.</summary>
    public static long Parameters(Qwen2Config model, LoraConfig lora)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(lora);
        long c = model.HiddenSize, f = model.IntermediateSize, g = Groups(model);
        return lora.Rank * Blocks(model, lora).LongCount() * lora.TargetModules.Sum(module => module switch
        {
            "q_proj" or "o_proj" => 2 * c,
            "k_proj" or "v_proj" => c + g,
            _ => c + f,
        });
    }

    /// <summary>Whether more than down_proj is adapted.</summary>
    private bool Everywhere => load.Lora.TargetModules.Any(module => module != "down_proj");

    private IEnumerable<MemoryPart> Shared =>
    [
        new("weights", Parameters(model) * element),
        new("adapter", Parameters(model, load.Lora) * Single),
        new("the process itself", Runtime),
    ];

    private IEnumerable<MemoryPart> Trained()
    {
        var adapter = Parameters(model, load.Lora) * Single;
        var residual = (long)load.Rows * load.Tokens * model.HiddenSize * element;
        var blocks = Blocks(model, load.Lora).Order().ToList();
        var kept = (model.NumLayers - blocks[0]) * residual;
        yield return new MemoryPart("AdamW's means of the gradient and its square", 2 * adapter);
        // Going backward, blocks free what they kept and get their gradients: the peak is at the first or at the last block.
        var (early, late) = (kept + (load.Accumulation > 1 ? adapter : adapter / blocks.Count), residual + adapter);
        var inBlock = Math.Max(early, late) + OneBlock();
        var atLoss = kept + (load.Accumulation > 1 ? adapter : 0) + Loss();
        if (inBlock >= atLoss)
        {
            yield return new MemoryPart("residuals between blocks, and gradients", Math.Max(early, late));
            yield return new MemoryPart("one block, forward and backward", OneBlock());
        }
        else
        {
            yield return new MemoryPart("residuals between blocks, and gradients", atLoss - Loss());
            yield return new MemoryPart("logits and their gradient", Loss());
        }
    }

    private IEnumerable<MemoryPart> Sampled()
    {
        var token = 2L * model.NumLayers * Groups(model) * element; // keys and values
        var columns = AnswerLane.Columns(load.PromptTokens, load.NewTokens, load.Refilled);
        var prompts = Math.Min(load.Prompts, load.Slots);
        var reading = (token * prompts * load.PromptTokens) + Forward(prompts, load.PromptTokens, load.PromptTokens);
        var stepping = Math.Max(Forward(load.Slots, 1, columns), (long)load.Slots * model.VocabSize * (load.Cuda ? Single + (6 * Double) : Single));
        yield return new MemoryPart("cache of keys and values", token * load.Slots * columns);
        yield return reading >= stepping ? new MemoryPart("reading the prompts", reading) : new MemoryPart("a step: one block, or logits and draws", stepping);
    }

    /// <summary>
    /// A block without gradients. Values a token (fused kernels): 12 C + 3.3 F. Bytes a token (libtorch's operators, bfloat16): 51 C + 6.5 F, 17.5 a
    /// score, and a copy of one layer's keys and values. An adapter on every projection holds one F more, in float32.
    /// </summary>
    private long Forward(long rows, long queries, long keys)
    {
        long c = model.HiddenSize, f = model.IntermediateSize;
        var more = Everywhere ? Single * f : 0;
        return load.Cuda
            ? (long)(rows * ((queries * ((51 * c) + (6.5 * f) + more + (17.5 * model.NumHeads * keys))) + (4 * keys * Groups(model))))
            : (long)(rows * queries * ((Single * ((12 * c) + (3.3 * f))) + more));
    }

    /// <summary>
    /// A block run again and gone backward through, where every projection is adapted, and where only down_proj is. Values a token (fused
    /// kernels): 12.6 C + 5 F + 6 G D and 7.8 C + 4 F + 6 G D. Bytes a token (libtorch's operators, bfloat16): 100 C + 20.4 F + 18.6 G D and
    /// 60 C + 12 F + 18.6 G D, and 16 for each score, H T.
    /// </summary>
    private long OneBlock()
    {
        long tokens = (long)load.Rows * load.Tokens, c = model.HiddenSize, f = model.IntermediateSize, g = Groups(model);
        var token = (load.Cuda, Everywhere) switch
        {
            (false, true) => Single * ((12.6 * c) + (5 * f) + (6 * g)),
            (false, false) => Single * ((7.8 * c) + (4 * f) + (6 * g)),
            (true, true) => (100 * c) + (20.4 * f) + (18.6 * g) + (16.0 * model.NumHeads * load.Tokens),
            (true, false) => (60 * c) + (12 * f) + (18.6 * g) + (16.0 * model.NumHeads * load.Tokens),
        };
        return (long)(tokens * token);
    }

    /// <summary>Logits and the gradient (fused kernels), or log-probabilities and two gradients, float32.</summary>
    private long Loss() => (long)load.Rows * load.Tokens * model.VocabSize * (load.Cuda ? 3 : 2) * Single;

    private static int Groups(Qwen2Config model) => model.NumKeyValueHeads * model.HeadDim;

    private static IEnumerable<int> Blocks(Qwen2Config model, LoraConfig lora) => lora.Layers ?? Enumerable.Range(0, model.NumLayers);
}
