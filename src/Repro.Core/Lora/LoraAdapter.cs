using Repro.Core.Model;
using Repro.Core.Random;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Repro.Core.Lora;

/// <summary>
/// Low-rank changes of a model's projections, W + scale * B A (Hu et al. 2021). An adapter belongs to no model: attach it for a
/// scope, or merge it into the weights.
/// </summary>
public sealed class LoraAdapter : IDisposable
{
    private readonly List<LoraPair> pairs;

    internal LoraAdapter(LoraConfig config, IEnumerable<LoraPair> pairs) => (Config, this.pairs) = (config, [.. pairs]);

    /// <summary>What it changes.</summary>
    public LoraConfig Config { get; }

    /// <summary>All A and B, layer by layer.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. pairs.SelectMany(p => new[] { p.A, p.B })];

    /// <summary>The layers and projections that have matrices.</summary>
    public IEnumerable<(int Layer, string Module)> Targets => pairs.Select(p => (p.Layer, p.Module));

    internal IReadOnlyList<LoraPair> Pairs => pairs;

    /// <summary>A fresh adapter that changes nothing yet: A uniform on -1/sqrt(in) .. 1/sqrt(in) (PEFT's Kaiming init with a = sqrt 5), B = 0.</summary>
    /// <exception cref="ArgumentException">The configuration does not fit the model.</exception>
    public static LoraAdapter Create(Qwen2Config model, LoraConfig config, StreamKey key, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate(model);
        var made = new List<LoraPair>();
        foreach (var layer in config.Layers?.Order() ?? Enumerable.Range(0, model.NumLayers))
        {
            foreach (var module in LoraConfig.AllModules.Where(config.TargetModules.Contains))
            {
                var (inputs, outputs) = Shape(model, module);
                var draws = new CounterRandom(key.Child(layer).Child(module));
                var bound = 1 / Math.Sqrt(inputs);
                var values = new float[config.Rank * inputs];
                for (var i = 0; i < values.Length; i++) values[i] = (float)(((2 * draws.NextDouble()) - 1) * bound);
                made.Add(Pair(layer, module, tensor(values, [config.Rank, inputs]), zeros(outputs, config.Rank), config.Scale, device ?? Compute.DefaultDevice));
            }
        }

        return new LoraAdapter(config, made);
    }

    /// <summary>Reads PEFT's adapter_config.json and adapter_model.safetensors.</summary>
    /// <exception cref="InvalidDataException">A file is damaged, or asks for what this adapter cannot do.</exception>
    public static LoraAdapter Load(string directory, Device? device = null) => PeftFiles.Load(directory, device);

    /// <summary>A [r, in] of a projection.</summary>
    public Parameter A(int layer, string module) => Find(layer, module).A;

    /// <summary>B [out, r] of a projection.</summary>
    public Parameter B(int layer, string module) => Find(layer, module).B;

    /// <summary>Writes PEFT's adapter_config.json and adapter_model.safetensors.</summary>
    public void Save(string directory, string baseModel = "") => PeftFiles.Save(this, directory, baseModel);

    /// <summary>The same matrices at another gain; they are shared, not copied. Dispose the original last.</summary>
    public LoraAdapter WithGain(double gain)
    {
        var config = Config with { Gain = gain };
        return new LoraAdapter(config, pairs.Select(p => new LoraPair(p.Layer, p.Module, p.A, p.B, config.Scale, shared: true)));
    }

    /// <summary>A copy with another B of one projection; nothing is shared.</summary>
    /// <param name="layer">The block.</param>
    /// <param name="module">The projection, as PEFT names it.</param>
    /// <param name="b">[out, r], the shape of the B that it replaces.</param>
    /// <exception cref="ArgumentException">The adapter has no such projection, or the shape is another.</exception>
    public LoraAdapter WithB(int layer, string module, Tensor b)
    {
        ArgumentNullException.ThrowIfNull(b);
        var old = Find(layer, module);
        if (!b.shape.AsSpan().SequenceEqual(old.B.shape))
            throw new ArgumentException($"A new B must have the shape of the old one, [{string.Join(", ", old.B.shape)}], got [{string.Join(", ", b.shape)}]. Give [outputs, rank].");
        using var scope = NewDisposeScope();
        return new LoraAdapter(Config, pairs.ConvertAll(p => Pair(p.Layer, p.Module, p.A.detach(), ReferenceEquals(p, old) ? b : p.B.detach(), Config.Scale, p.A.device)));
    }

    /// <summary>Switches the adapter on until the returned scope is disposed.</summary>
    /// <exception cref="InvalidOperationException">The model has an adapter already.</exception>
    /// <exception cref="ArgumentException">The adapter was made for another shape of model.</exception>
    public IDisposable Attach(Qwen2 model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Adapter is not null) throw new InvalidOperationException("A model can have one adapter at a time, got a second. Dispose the scope of the first.");
        CheckFits(model);
        foreach (var pair in pairs) model.Projection(pair.Layer, pair.Module).Lora = pair;
        model.Adapter = this;
        return new Detachment(this, model);
    }

    /// <summary>Adds scale * B A to the model's weights.</summary>
    public void MergeInto(Qwen2 model) => Merge(model, 1);

    /// <summary>Subtracts scale * B A from the model's weights: undoes <see cref="MergeInto"/> up to rounding.</summary>
    public void UnmergeFrom(Qwen2 model) => Merge(model, -1);

    /// <summary>Frees the matrices.</summary>
    public void Dispose()
    {
        foreach (var pair in pairs) pair.Dispose();
    }

    internal static LoraPair Pair(int layer, string module, Tensor a, Tensor b, double scale, Device device) =>
        new(layer, module, Own(a, device), Own(b, device), scale, shared: false);

    private static Parameter Own(Tensor values, Device device)
    {
        using var scope = NewDisposeScope();
        return (Parameter)new Parameter(values.to(ScalarType.Float32, device).contiguous().clone()).DetachFromDisposeScope();
    }

    private static (int Inputs, int Outputs) Shape(Qwen2Config c, string module) => module switch
    {
        "q_proj" or "o_proj" => (c.HiddenSize, c.HiddenSize),
        "k_proj" or "v_proj" => (c.HiddenSize, c.NumKeyValueHeads * c.HeadDim),
        "down_proj" => (c.IntermediateSize, c.HiddenSize),
        _ => (c.HiddenSize, c.IntermediateSize),
    };

    private void Merge(Qwen2 model, double sign)
    {
        ArgumentNullException.ThrowIfNull(model);
        CheckFits(model);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        foreach (var pair in pairs)
        {
            var weight = model.Projection(pair.Layer, pair.Module).Weight;
            weight.add_(pair.Product().mul(sign).to(weight.dtype, weight.device));
        }
    }

    private void CheckFits(Qwen2 model)
    {
        var wrong = pairs.Where(p => p.Layer >= model.Config.NumLayers || Shape(model.Config, p.Module) != ((int)p.A.shape[1], (int)p.B.shape[0])).ToList();
        if (wrong.Count > 0)
            throw new ArgumentException($"The adapter must have the shape of the model, got {string.Join("; ", wrong.Select(p => $"{p.Module} of layer {p.Layer} with {p.A.shape[1]} inputs and {p.B.shape[0]} outputs"))}. Use an adapter that was trained on this model.");
    }

    private LoraPair Find(int layer, string module) => pairs.Find(p => p.Layer == layer && p.Module == module)
        ?? throw new ArgumentException($"The adapter must have the projection asked for, got {module} of layer {layer}. It has {string.Join(", ", LoraConfig.AllModules.Where(Config.TargetModules.Contains))} of layers {string.Join(", ", pairs.Select(p => p.Layer).Distinct())}.");

    private sealed class Detachment(LoraAdapter adapter, Qwen2 model) : IDisposable
    {
        public void Dispose()
        {
            if (!ReferenceEquals(model.Adapter, adapter)) return;
            foreach (var pair in adapter.Pairs) model.Projection(pair.Layer, pair.Module).Lora = null;
            model.Adapter = null;
        }
    }
}
