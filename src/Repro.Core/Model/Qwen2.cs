using Repro.Core.Hooking;
using Repro.Core.Kernels;
using Repro.Core.Lora;
using Repro.Core.Random;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Repro.Core.Model;

using Hooks = Repro.Core.Hooking.Hooks;

/// <summary>
/// The Qwen2 decoder: h_0 = E[ids]; h += Attention(RMSNorm(h)); h += SwiGLU-MLP(RMSNorm(h)) for every block;
/// logits = RMSNorm(h) U^T. In the comments, B is the batch, T the tokens of this pass, S the keys (cached and new), C the width,
/// H the query heads, G the key and value heads, D = C / H, F the MLP's width, V the vocabulary.
/// Parameters have Hugging Face's names (model.layers.0.self_attn.q_proj.weight, ...).
/// </summary>
public sealed class Qwen2 : Module
{
    private readonly Decoder model;
    private readonly Projection? lm_head;
    private readonly OperatorSet operators;
    private readonly RotaryTable rotary;
    
    /// <summary>A model whose weights are zero and whose norms are one: load or draw them.</summary>
    /// <exception cref="InvalidDataException">The configuration is wrong.</exception>
    public Qwen2(Qwen2Config config, Device? device = null, ScalarType dtype = ScalarType.Float32)
        : this(config, new Storage(device ?? Compute.DefaultDevice, dtype, Blank: false))
    {
    }

    internal Qwen2(Qwen2Config config, Storage storage)
        : base(nameof(Qwen2))
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate();
        (Config, Device, Dtype) = (config, storage.Device, storage.Dtype);
        operators = OperatorSet.For(Device, Dtype);
        rotary = new RotaryTable(config.HeadDim, config.RopeTheta);
        model = new Decoder(config, storage);
        register_module("model", model);
        if (config.TieWordEmbeddings) return;
        lm_head = new Projection(config.HiddenSize, config.VocabSize, bias: false, storage);
        register_module("lm_head", lm_head);
    }

    /// <summary>The shape of the model.</summary>
    public Qwen2Config Config { get; }

    /// <summary>Where the weights are.</summary>
    public Device Device { get; }

    /// <summary>The weights' type.</summary>
    public ScalarType Dtype { get; }

    /// <summary>In which type the linear layers multiply.</summary>
    public MatmulPrecision Matmul { get; set; }

    /// <summary>The attached adapter; null: the base model.</summary>
    public LoraAdapter? Adapter { get; internal set; }

    /// <summary>
    /// A model with normally distributed weights from a named stream: standard deviation <paramref name="std"/>, for the two
    /// projections that write into the residual stream <paramref name="std"/> / sqrt(2 layers) (Radford et al. 2019, section 2.3);
    /// biases 0, norms 1.
    /// </summary>
    public static Qwen2 Random(Qwen2Config config, StreamKey key, double std = 0.02, Device? device = null, ScalarType dtype = ScalarType.Float32)
    {
        var qwen = new Qwen2(config, device, dtype);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var (name, parameter) in qwen.named_parameters().Where(p => p.parameter.dim() == 2))
        {
            var writes = name.EndsWith("o_proj.weight", StringComparison.Ordinal) || name.EndsWith("down_proj.weight", StringComparison.Ordinal);
            var scale = writes ? std / Math.Sqrt(2.0 * config.NumLayers) : std;
            var draws = new CounterRandom(key.Child(name));
            var values = new float[parameter.numel()];
            for (var i = 0; i < values.Length; i++) values[i] = (float)(draws.NextGaussian() * scale);
            parameter.copy_(tensor(values, parameter.shape));
        }

        return qwen;
    }

    /// <summary>Logits of every token, or of the last one.</summary>
    /// <param name="ids">Token ids [B, T], int64.</param>
    /// <param name="mask">[B, T], 1 for real tokens, 0 for padding on the left or on the right; null: all real. Positions count from the first real token.</param>
    /// <param name="hooks">What reads or replaces intermediates.</param>
    /// <param name="cache">Keys and values of the tokens before; this pass adds its own.</param>
    /// <param name="lastOnly">Logits of the last token only, [B, 1, V].</param>
    /// <returns>Logits [B, T, V], float32 (float64 for a float64 model). Rows of padding hold no meaning.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or a sequence is longer than the model's positions.</exception>
    public Tensor Forward(Tensor ids, Tensor? mask = null, Hooks? hooks = null, KvCache? cache = null, bool lastOnly = false) =>
        Forward(ids, mask, hooks, cache, lastOnly, standIns: null);

    /// <inheritdoc cref="Forward(Tensor, Tensor?, Hooks?, KvCache?, bool)"/>
    internal Tensor Forward(Tensor ids, Tensor? mask, Hooks? hooks, KvCache? cache, bool lastOnly, StandIns? standIns, bool recompute = false)
    {
        using var scope = NewDisposeScope();
        var (h, pass) = Hidden(ids, mask, hooks, cache, standIns, recompute); // [B, T, C]
        if (lastOnly) h = h.narrow(1, h.shape[1] - 1, 1); // [B, 1, C]
        var logits = pass.Linear(h, pass.Of(lm_head is null ? model.Embedding : lm_head.Weight), null); // [B, T, V]
        return (Dtype == ScalarType.Float64 ? logits : logits.to(ScalarType.Float32)).MoveToOuterDisposeScope();
    }

    /// <summary>The residual stream after the final norm, [B, T, C]; parameters as for <see cref="Forward(Tensor, Tensor?, Hooks?, KvCache?, bool)"/>.</summary>
    /// <inheritdoc cref="Forward(Tensor, Tensor?, Hooks?, KvCache?, bool)"/>
    public Tensor Hidden(Tensor ids, Tensor? mask = null, Hooks? hooks = null, KvCache? cache = null) => Hidden(ids, mask, hooks, cache, standIns: null, recompute: false).Hidden;

    private (Tensor Hidden, Pass Pass) Hidden(Tensor ids, Tensor? mask, Hooks? hooks, KvCache? cache, StandIns? standIns, bool recompute)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.dim() != 2 || ids.dtype != ScalarType.Int64)
            throw new ArgumentException($"Token ids must be int64 [batch, tokens], got {ids.dtype} [{string.Join(", ", ids.shape)}]. Make one row per sequence.");
        var fresh = Spans.Of(mask, (int)ids.shape[0], (int)ids.shape[1]);
        var spans = cache?.Extend(fresh) ?? fresh;
        if (spans.Positions > Config.MaxPositions)
            throw new ArgumentException($"A sequence may have at most {Config.MaxPositions} tokens, got {spans.Positions}. Shorten it.");
        rotary.Reserve(spans.Keys);
        var rows = cache?.Rows ?? [.. Enumerable.Range(0, (int)ids.shape[0])];
        var pass = new Pass(operators, LinearLayers.Of(Matmul), hooks, cache, spans, rotary, rows, standIns, recompute);
        var h = model.Forward(ids, pass);
        cache?.Advance(spans.Queries);
        return (h, pass);
    }

    /// <summary>Sum over labels of -log p(label), and how many labels there are; see <see cref="Training.Trainer"/>.</summary>
    internal Tensor CrossEntropySum(Tensor logits, Tensor targets) => operators.CrossEntropySum(logits, targets);

    /// <summary>The projection that an adapter attaches to.</summary>
    internal Projection Projection(int layer, string module) => model.Blocks[layer].Projection(module);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) rotary.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>Embedding, blocks, final norm.</summary>
internal sealed class Decoder : Module
{
    private readonly WeightOnly embed_tokens;
    private readonly WeightOnly norm;
    private readonly Qwen2Config config;

    public Decoder(Qwen2Config config, Storage storage)
        : base(nameof(Decoder))
    {
        this.config = config;
        embed_tokens = new WeightOnly(storage.Zeros(config.VocabSize, config.HiddenSize));
        Blocks = [.. Enumerable.Range(0, config.NumLayers).Select(layer => new Block(config, layer, storage))];
        norm = new WeightOnly(storage.Ones(config.HiddenSize));
        register_module("embed_tokens", embed_tokens);
        register_module("layers", new ModuleList<Block>(Blocks));
        register_module("norm", norm);
    }

    public Block[] Blocks { get; }

    public Parameter Embedding => embed_tokens.Weight;

    public Tensor Forward(Tensor ids, Pass pass)
    {
        using var scope = NewDisposeScope();
        var h = pass.At(HookPoint.Embed, 0, pass.Of(Embedding).index_select(0, ids.reshape(-1)).view(ids.shape[0], ids.shape[1], config.HiddenSize)); // [B, T, C]
        foreach (var block in Blocks)
        {
            using var inner = NewDisposeScope();
            h = (pass.Recompute && (h.requires_grad || block.Learns) ? RecomputeNode.Of(h, x => block.Forward(x, pass)) : block.Forward(h, pass)).MoveToOuterDisposeScope(); // [B, T, C]
        }

        return pass.At(HookPoint.FinalNorm, 0, pass.Operators.RmsNorm(h, pass.Of(norm.Weight), config.RmsNormEps)).MoveToOuterDisposeScope(); // [B, T, C]
    }
}

/// <summary>h += Attention(RMSNorm(h)); h += MLP(RMSNorm(h)).</summary>
internal sealed class Block : Module
{
    private readonly WeightOnly input_layernorm;
    private readonly WeightOnly post_attention_layernorm;
    private readonly Attention self_attn;
    private readonly Mlp mlp;
    private readonly double epsilon;
    private readonly int layer;

    public Block(Qwen2Config config, int layer, Storage storage)
        : base(nameof(Block))
    {
        (this.layer, epsilon) = (layer, config.RmsNormEps);
        input_layernorm = new WeightOnly(storage.Ones(config.HiddenSize));
        self_attn = new Attention(config, layer, storage);
        post_attention_layernorm = new WeightOnly(storage.Ones(config.HiddenSize));
        mlp = new Mlp(config, layer, storage);
        register_module("input_layernorm", input_layernorm);
        register_module("self_attn", self_attn);
        register_module("post_attention_layernorm", post_attention_layernorm);
        register_module("mlp", mlp);
    }

    public Tensor Forward(Tensor x, Pass pass)
    {
        x = pass.At(HookPoint.ResidPre, layer, x); // [B, T, C]
        x = pass.At(HookPoint.ResidMid, layer, x + self_attn.Forward(pass.Operators.RmsNorm(x, pass.Of(input_layernorm.Weight), epsilon), pass)); // [B, T, C]
        return pass.At(HookPoint.ResidPost, layer, x + mlp.Forward(pass.Operators.RmsNorm(x, pass.Of(post_attention_layernorm.Weight), epsilon), pass)); // [B, T, C]
    }

    /// <summary>Whether a gradient is wanted for anything in here.</summary>
    public bool Learns => parameters().Any(p => p.requires_grad) || LoraConfig.AllModules.Any(module => Projection(module).Lora is not null);

    public Projection Projection(string module) => (Projection)(module is "gate_proj" or "up_proj" or "down_proj" ? (Module)mlp : self_attn).named_children().Single(c => c.name == module).module;
}

/// <summary>softmax(rotate(q) rotate(k)^T / sqrt(D) + mask) v, then the output projection.</summary>
internal sealed class Attention : Module
{
    private readonly Projection q_proj;
    private readonly Projection k_proj;
    private readonly Projection v_proj;
    private readonly Projection o_proj;
    private readonly Qwen2Config config;
    private readonly int layer;

    public Attention(Qwen2Config config, int layer, Storage storage)
        : base(nameof(Attention))
    {
        (this.config, this.layer) = (config, layer);
        var groups = config.NumKeyValueHeads * config.HeadDim;
        q_proj = new Projection(config.HiddenSize, config.HiddenSize, bias: true, storage);
        k_proj = new Projection(config.HiddenSize, groups, bias: true, storage);
        v_proj = new Projection(config.HiddenSize, groups, bias: true, storage);
        o_proj = new Projection(config.HiddenSize, config.HiddenSize, bias: false, storage);
        register_module("q_proj", q_proj);
        register_module("k_proj", k_proj);
        register_module("v_proj", v_proj);
        register_module("o_proj", o_proj);
    }

    public Tensor Forward(Tensor x, Pass pass)
    {
        var (b, t, c) = (x.shape[0], x.shape[1], x.shape[2]);
        var (h, g, d) = (config.NumHeads, config.NumKeyValueHeads, config.HeadDim);
        var q = pass.At(HookPoint.Query, layer, q_proj.Forward(x, pass).view(b, t, h, d)); // [B, T, H, D]
        var k = pass.At(HookPoint.Key, layer, k_proj.Forward(x, pass).view(b, t, g, d)); // [B, T, G, D]
        var v = pass.At(HookPoint.Value, layer, v_proj.Forward(x, pass).view(b, t, g, d)); // [B, T, G, D]
        q = pass.Operators.Rotate(q, pass.Rotary, pass.Spans); // [B, T, H, D]
        k = pass.Operators.Rotate(k, pass.Rotary, pass.Spans); // [B, T, G, D]
        if (pass.Cache is { } cache) (k, v) = cache.Append(layer, k, v); // [B, S, G, D]
        var z = pass.At(HookPoint.Z, layer, pass.Operators.Attend(q, k, v, pass.Spans)); // [B, T, H, D]
        return pass.At(HookPoint.AttnOut, layer, o_proj.Forward(z.view(b, t, c), pass)); // [B, T, C]
    }
}

/// <summary>down(silu(gate(x)) * up(x)).</summary>
internal sealed class Mlp : Module
{
    private readonly Projection gate_proj;
    private readonly Projection up_proj;
    private readonly Projection down_proj;
    private readonly int layer;

    public Mlp(Qwen2Config config, int layer, Storage storage)
        : base(nameof(Mlp))
    {
        this.layer = layer;
        gate_proj = new Projection(config.HiddenSize, config.IntermediateSize, bias: false, storage);
        up_proj = new Projection(config.HiddenSize, config.IntermediateSize, bias: false, storage);
        down_proj = new Projection(config.IntermediateSize, config.HiddenSize, bias: false, storage);
        register_module("gate_proj", gate_proj);
        register_module("up_proj", up_proj);
        register_module("down_proj", down_proj);
    }

    public Tensor Forward(Tensor x, Pass pass)
    {
        var gate = pass.At(HookPoint.MlpPre, layer, gate_proj.Forward(x, pass)); // [B, T, F]
        using var up = up_proj.Forward(x, pass); // [B, T, F]
        var y = pass.At(HookPoint.MlpPost, layer, pass.Operators.SwiGlu(gate, up)); // [B, T, F]
        return pass.At(HookPoint.MlpOut, layer, down_proj.Forward(y, pass, s => pass.At(HookPoint.LoraScalar, layer, s))); // [B, T, C]
    }
}

/// <summary>y = x W^T + b, and with an adapter + scale * (x A^T) B^T.</summary>
internal sealed class Projection : Module
{
    private readonly Parameter? bias;

    public Projection(int inputs, int outputs, bool bias, Storage storage)
        : base(nameof(Projection))
    {
        Weight = new Parameter(storage.Zeros(outputs, inputs));
        register_parameter("weight", Weight);
        if (!bias) return;
        this.bias = new Parameter(storage.Zeros(outputs));
        register_parameter("bias", this.bias);
    }

    public Parameter Weight { get; }

    /// <summary>The adapter's matrices here; null: none.</summary>
    public LoraPair? Lora { get; set; }

    public Tensor Forward(Tensor x, Pass pass, Func<Tensor, Tensor>? scalar = null)
    {
        var y = pass.Linear(x, pass.Of(Weight), bias is null ? null : pass.Of(bias)); // [B, T, out]
        if (Lora is null) return y; // [B, T, out]
        using (y)
        {
            using var delta = Lora.Delta(x, pass, scalar); // [B, T, out]
            return y + delta; // [B, T, out]
        }
    }
}

/// <summary>A module that is one weight: the embedding or a norm.</summary>
internal sealed class WeightOnly : Module
{
    public WeightOnly(Tensor initial)
        : base(nameof(WeightOnly))
    {
        Weight = new Parameter(initial);
        register_parameter("weight", Weight);
    }

    public Parameter Weight { get; }
}
