using System.Globalization;
using System.Text.Json;
using Repro.Core.Checkpoints;
using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Core.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using Generator = Repro.Core.Generation.Generator;

namespace Repro.Core.Tests.Parity;

/// <summary>
/// Walks a model up the rungs ids, embeddings, block 0 .. L - 1, final norm, logits, loss, LoRA gradients, AdamW steps 1 to 5,
/// greedy tokens, and compares what the reference has of each.
/// </summary>
internal static class Ladder
{
    private const double Forward = 5e-5, Loss = 1e-5, Gradient = 1e-5, Adapter = 5e-7, Losses = 5e-6;

    public static IReadOnlyList<Comparison> Walk(ReferenceCase reference)
    {
        using var scope = NewDisposeScope();
        Compute.Configure(2);
        var expected = SafeTensors.Read(reference.ExpectedFile);
        var batches = ReferenceBatch.Read(reference.InputsFile);
        using var model = Checkpoint.Load(reference.ModelFolder);
        using var adapter = reference.AdapterFolder is { } folder ? LoraAdapter.Load(folder) : null;
        using var attached = adapter?.Attach(model);
        var rungs = new List<Comparison>();
        rungs.AddRange(batches.Where(b => expected.ContainsKey($"{b.Name}.ids")).Select(b => Ids(b, expected[$"{b.Name}.ids"])));
        rungs.AddRange(Activations(model, batches, expected));
        rungs.AddRange(batches.Select(b => LossOf(model, adapter, b, expected[$"{b.Name}.loss"])));
        if (adapter is not null && reference.TrainingFile is { } training)
            rungs.AddRange(Train(model, adapter, training, batches, expected));
        if (reference.GreedyFile is { } greedy)
        {
            using var again = adapter is null ? null : Reload(model, attached!, reference.AdapterFolder!);
            rungs.AddRange(Greedy(model, greedy));
        }

        return rungs;
    }

    private static Comparison Ids(ReferenceBatch batch, Tensor expected) => Comparison.Of(
        "ids", $"{batch.Name}.ids", [.. batch.Ids.SelectMany(r => r).Select(i => (float)i)], [.. expected.data<long>().ToArray().Select(i => (float)i)], expected.shape, 0);

    private static IEnumerable<Comparison> Activations(Qwen2 model, IReadOnlyList<ReferenceBatch> batches, IReadOnlyDictionary<string, Tensor> expected)
    {
        var layers = model.Config.NumLayers;
        var seen = batches.ToDictionary(b => b.Name, b => Run(model, b));
        var rungs = Enumerable.Range(0, layers + 1).Select(i => (Rung: i == 0 ? "embeddings" : $"block {i - 1}", Tensor: $"hidden_states.{i}"))
            .Append((Rung: "final norm", Tensor: "final_norm")).Append((Rung: "logits", Tensor: "logits"));
        return
            from rung in rungs
            from batch in batches
            let name = $"{batch.Name}.{rung.Tensor}"
            where expected.ContainsKey(name)
            select Comparison.Of(rung.Rung, name, seen[batch.Name][rung.Tensor], Floats(expected[name]), expected[name].shape, Forward, batch.Real);
    }

    private static Dictionary<string, float[]> Run(Qwen2 model, ReferenceBatch batch)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        using var hooks = new Hooks(model.Config);
        var seen = new Dictionary<string, float[]>(StringComparer.Ordinal);
        hooks.Capture("hook_embed", x => seen["hidden_states.0"] = Floats(x));
        hooks.Capture("ln_final.hook_normalized", x => seen["final_norm"] = Floats(x));
        for (var layer = 0; layer < model.Config.NumLayers; layer++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"hidden_states.{layer + 1}");
            hooks.Capture($"blocks.{layer}.hook_resid_post", x => seen[name] = Floats(x));
        }

        using var tensors = batch.ToTensors();
        seen["logits"] = Floats(model.Forward(tensors.Ids, tensors.Mask, hooks));
        return seen;
    }

    /// <summary>The trainer's own loss, at a rate so small that the step changes nothing.</summary>
    private static Comparison LossOf(Qwen2 model, LoraAdapter? adapter, ReferenceBatch batch, Tensor expected)
    {
        var options = new TrainingOptions { LearningRate = 1e-30, Steps = 1, Schedule = Schedule.Constant, WeightDecay = 0, ClipNorm = 0 };
        using var trainer = new Trainer(model, adapter?.Parameters ?? [.. model.parameters()], options);
        using var tensors = batch.ToTensors();
        return Comparison.Of("loss", $"{batch.Name}.loss", [(float)trainer.Step([tensors.Training])], Floats(expected), [1], Loss);
    }

    private static IEnumerable<Comparison> Train(
        Qwen2 model, LoraAdapter adapter, string file, IReadOnlyList<ReferenceBatch> batches, IReadOnlyDictionary<string, Tensor> expected)
    {
        var (options, name) = ReadTraining(file);
        using var tensors = batches.Single(b => b.Name == name).ToTensors();
        var rungs = Gradients(model, adapter, tensors, expected);
        using var trainer = new Trainer(model, adapter.Parameters, options);
        var losses = Floats(expected["losses"]);
        for (var step = 1; step <= options.Steps; step++)
        {
            var before = (float)trainer.Step([tensors.Training]);
            rungs.Add(Comparison.Of($"adamw step {step}", $"losses[{step - 1}]", [before], [losses[step - 1]], [1], Losses));
            foreach (var (longName, parameter) in Parameters(adapter))
            {
                if (!expected.TryGetValue($"adamw{step}.{longName}", out var wanted)) continue;
                rungs.Add(Comparison.Of($"adamw step {step}", $"adamw{step}.{longName}", Floats(parameter), Floats(wanted), wanted.shape, Adapter));
            }
        }

        return rungs;
    }

    /// <summary>Through libtorch's own cross-entropy; the trainer's is on the rungs loss and adamw.</summary>
    private static List<Comparison> Gradients(Qwen2 model, LoraAdapter adapter, BatchTensors batch, IReadOnlyDictionary<string, Tensor> expected)
    {
        using var scope = NewDisposeScope();
        var length = batch.Ids.shape[1];
        var logits = model.Forward(batch.Ids, batch.Mask).narrow(1, 0, length - 1).reshape(-1, model.Config.VocabSize);
        functional.cross_entropy(logits, batch.Labels.narrow(1, 1, length - 1).reshape(-1), ignore_index: -100).backward();
        var rungs = Parameters(adapter).Select(p => GradientOf(p.Name, p.Parameter, expected[$"grad.{p.Name}"])).ToList();
        foreach (var parameter in model.parameters().Concat(adapter.Parameters)) parameter.grad = null;
        return rungs;
    }

    private static Comparison GradientOf(string name, Parameter parameter, Tensor expected)
    {
        var wanted = Floats(expected);
        var gradient = parameter.grad is { } there ? Floats(there) : [];
        return Comparison.Of("lora gradients", $"grad.{name}", gradient, wanted, expected.shape, Gradient, scale: wanted.Max(MathF.Abs));
    }

    private static IEnumerable<Comparison> Greedy(Qwen2 model, string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var prompts = ReferenceBatch.Matrix(json.RootElement, "prompts");
        var tokens = ReferenceBatch.Matrix(json.RootElement, "tokens");
        var options = new SamplingOptions { Temperature = 0, MaxNewTokens = tokens[0].Length, StopToken = SamplingOptions.NoStop, PadToken = 0 };
        var requests = prompts.Select((p, i) => new GenerationRequest([.. p.Select(t => (int)t)], StreamKey.Of(0, "greedy").Child(i))).ToList();
        var answers = Generator.Generate(model, requests, options);
        return tokens.Select((wanted, i) => Comparison.Of(
            "greedy tokens", $"tokens[{i}]", [.. answers[i].Select(t => (float)t)], [.. wanted.Select(t => (float)t)], [wanted.Length], 0)).ToList();
    }

    /// <summary>Training changed the adapter: greedy tokens are of the saved one.</summary>
    private static Reloaded Reload(Qwen2 model, IDisposable attached, string folder)
    {
        attached.Dispose();
        var fresh = LoraAdapter.Load(folder);
        return new Reloaded(fresh, fresh.Attach(model));
    }

    private static IEnumerable<(string Name, Parameter Parameter)> Parameters(LoraAdapter adapter)
    {
        foreach (var (layer, module) in adapter.Targets)
        {
            var part = module is "gate_proj" or "up_proj" or "down_proj" ? "mlp" : "self_attn";
            yield return ($"base_model.model.model.layers.{layer}.{part}.{module}.lora_A.weight", adapter.A(layer, module));
            yield return ($"base_model.model.model.layers.{layer}.{part}.{module}.lora_B.weight", adapter.B(layer, module));
        }
    }

    private static (TrainingOptions Options, string Batch) ReadTraining(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var root = json.RootElement;
        double Number(string name) => root.GetProperty(name).GetDouble();
        return (new TrainingOptions
        {
            LearningRate = Number("lr"),
            Steps = root.GetProperty("steps").GetInt32(),
            Schedule = Schedule.Constant,
            WeightDecay = Number("weight_decay"),
            Beta1 = root.GetProperty("betas")[0].GetDouble(),
            Beta2 = root.GetProperty("betas")[1].GetDouble(),
            Epsilon = Number("eps"),
            ClipNorm = 0,
        }, root.GetProperty("batch").GetString()!);
    }

    private static float[] Floats(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }

    private sealed record Reloaded(LoraAdapter Adapter, IDisposable Attached) : IDisposable
    {
        public void Dispose()
        {
            Attached.Dispose();
            Adapter.Dispose();
        }
    }
}
