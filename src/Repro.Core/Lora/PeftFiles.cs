using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Repro.Core.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Lora;

/// <summary>PEFT's two files of a LoRA adapter.</summary>
internal static class PeftFiles
{
    private const string ConfigFile = "adapter_config.json";
    private const string TensorFile = "adapter_model.safetensors";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static LoraAdapter Load(string directory, Device? device)
    {
        foreach (var name in new[] { ConfigFile, TensorFile })
        {
            Pickles.Refuse(directory, name);
            if (!File.Exists(Path.Combine(directory, name)))
                throw new InvalidDataException($"An adapter folder must hold {name}, got none in {directory}. Point to a folder as PEFT saves it.");
        }

        var config = ReadConfig(File.ReadAllText(Path.Combine(directory, ConfigFile)));
        using var scope = NewDisposeScope();
        var tensors = SafeTensors.Read(Path.Combine(directory, TensorFile));
        var found = tensors.Keys.Select(n => (Name: n, Parsed: LoraNames.Parse(n))).ToList();
        var wrong = found.Where(f => f.Parsed is null).Select(f => $"{f.Name} is unknown").ToList();
        var places = found.Where(f => f.Parsed is not null).Select(f => (f.Parsed!.Value.Layer, f.Parsed.Value.Module)).Distinct()
            .OrderBy(p => p.Layer).ThenBy(p => LoraConfig.AllModules.ToList().IndexOf(p.Module)).ToList();
        wrong.AddRange(places.SelectMany(p => new[] { LoraNames.Of(p.Layer, p.Module, "A"), LoraNames.Of(p.Layer, p.Module, "B") }).Where(n => !tensors.ContainsKey(n)).Select(n => $"{n} is missing"));
        wrong.AddRange(found.Where(f => f.Parsed is not null && Rank(tensors[f.Name], f.Parsed.Value.Matrix) != config.Rank)
            .Select(f => $"{f.Name} is [{string.Join(", ", tensors[f.Name].shape)}] where the rank is {config.Rank}"));
        wrong.AddRange(places.Where(p => !config.TargetModules.Contains(p.Module) || config.Layers?.Contains(p.Layer) == false).Select(p => $"{p.Module} of layer {p.Layer} is no target"));
        if (wrong.Count > 0 || places.Count == 0)
            throw new InvalidDataException($"{TensorFile} must hold A and B of every target of {ConfigFile}, got {(places.Count == 0 ? "no such tensor" : string.Join("; ", wrong))}. Use the two files of one adapter.");
        return new LoraAdapter(config, places.Select(p => LoraAdapter.Pair(
            p.Layer, p.Module, tensors[LoraNames.Of(p.Layer, p.Module, "A")], tensors[LoraNames.Of(p.Layer, p.Module, "B")], config.Scale, device ?? Compute.DefaultDevice)));
    }

    public static void Save(LoraAdapter adapter, string directory, string baseModel)
    {
        Directory.CreateDirectory(directory);
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var pair in adapter.Pairs)
        {
            tensors[LoraNames.Of(pair.Layer, pair.Module, "A")] = pair.A;
            tensors[LoraNames.Of(pair.Layer, pair.Module, "B")] = pair.B;
        }

        SafeTensors.Write(Path.Combine(directory, TensorFile), tensors, new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" });
        var config = adapter.Config;
        var json = new JsonObject
        {
            ["base_model_name_or_path"] = baseModel,
            ["bias"] = "none",
            ["fan_in_fan_out"] = false,
            ["inference_mode"] = true,
            ["init_lora_weights"] = true,
            ["layers_to_transform"] = config.Layers is null ? null : new JsonArray([.. config.Layers.Order().Select(l => JsonValue.Create(l))]),
            ["lora_alpha"] = config.Gain * config.Alpha,
            ["lora_dropout"] = 0.0,
            ["peft_type"] = "LORA",
            ["r"] = config.Rank,
            ["target_modules"] = new JsonArray([.. LoraConfig.AllModules.Where(config.TargetModules.Contains).Select(m => JsonValue.Create(m))]),
            ["task_type"] = "CAUSAL_LM",
            ["use_dora"] = false,
            ["use_rslora"] = config.UseRsLora,
        };
        using var file = new FileStream(Path.Combine(directory, ConfigFile), FileMode.Create, FileAccess.Write);
        file.Write(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString(Indented) + "\n"));
        file.Flush(flushToDisk: true);
    }

    private static long Rank(Tensor tensor, string matrix) => tensor.dim() == 2 ? tensor.shape[matrix == "A" ? 0 : 1] : -1;

    private static LoraConfig ReadConfig(string text)
    {
        JsonObject json;
        try
        {
            json = JsonNode.Parse(text, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw new JsonException();
            Must("peft_type", "LORA", (string?)json["peft_type"]);
            Must("bias", "none", (string?)json["bias"] ?? "none");
            Must("use_dora", "false", ((bool?)json["use_dora"] ?? false) ? "true" : "false");
            Must("fan_in_fan_out", "false", ((bool?)json["fan_in_fan_out"] ?? false) ? "true" : "false");
            Must("rank_pattern", "{}", json["rank_pattern"]?.ToJsonString() ?? "{}");
            Must("alpha_pattern", "{}", json["alpha_pattern"]?.ToJsonString() ?? "{}");
            return new LoraConfig
            {
                Rank = (int?)json["r"] ?? throw new JsonException(),
                Alpha = (double?)json["lora_alpha"] ?? throw new JsonException(),
                UseRsLora = (bool?)json["use_rslora"] ?? false,
                TargetModules = [.. json["target_modules"]!.AsArray().Select(m => (string)m!)],
                Layers = json["layers_to_transform"] switch { null => null, JsonArray many => [.. many.Select(l => (int)l!)], var one => [(int)one] },
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new InvalidDataException($"{ConfigFile} must be a JSON object with peft_type, r, lora_alpha and a list of target_modules, got something else. Use the file that PEFT saves.", e);
        }
    }

    private static void Must(string key, string value, string? got)
    {
        if (got != value) throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{key} in {ConfigFile} must be {value}, got {got ?? "none"}. Other kinds of adapter are not supported."));
    }
}
