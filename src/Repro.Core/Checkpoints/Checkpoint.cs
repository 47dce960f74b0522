using System.Text.Json;
using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Checkpoints;

/// <summary>A folder as Hugging Face saves it: config.json and model.safetensors, or shards with model.safetensors.index.json.</summary>
public static class Checkpoint
{
    private const string Weights = "model.safetensors";
    private const string Index = "model.safetensors.index.json";

    /// <summary>Reads a model.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged, or tensors are missing, unknown or of a wrong shape: one message lists all.</exception>
    public static Qwen2 Load(string directory, Device? device = null, ScalarType dtype = ScalarType.Float32)
    {
        var config = Qwen2Config.FromJson(File.ReadAllText(Existing(directory, "config.json")));
        var shards = Shards(directory);
        var model = new Qwen2(config, new Storage(device ?? Compute.DefaultDevice, dtype, Blank: true)); // every value is read below
        try
        {
            Compare(model, shards);
            var parameters = Named(model);
            foreach (var shard in shards) SafeTensors.CopyInto(shard, parameters);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes config.json and model.safetensors into a folder, without the attached adapter.</summary>
    public static void Save(Qwen2 model, string directory)
    {
        ArgumentNullException.ThrowIfNull(model);
        Directory.CreateDirectory(directory);
        SafeTensors.Write(Path.Combine(directory, Weights), Named(model), new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" });
        using var file = new FileStream(Path.Combine(directory, "config.json"), FileMode.Create, FileAccess.Write);
        file.Write(System.Text.Encoding.UTF8.GetBytes(model.Config.ToJson()));
        file.Flush(flushToDisk: true);
    }

    private static Dictionary<string, Tensor> Named(Qwen2 model) => model.named_parameters().ToDictionary(p => p.Item1, p => (Tensor)p.Item2, StringComparer.Ordinal);

    private static string[] Shards(string directory)
    {
        if (File.Exists(Path.Combine(directory, Weights)) || !File.Exists(Path.Combine(directory, Index))) return [Existing(directory, Weights)];
        try
        {
            using var index = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(directory, Index)));
            var names = index.RootElement.GetProperty("weight_map").EnumerateObject().Select(p => p.Value.GetString()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            return [.. names.Select(n => Existing(directory, Path.GetFileName(n)))];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{Index} must hold a weight_map from names to files, got something else. Fetch the checkpoint again.", e);
        }
    }

    private static void Compare(Qwen2 model, IEnumerable<string> shards)
    {
        var found = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var (name, shape) in shards.SelectMany(s => SafeTensors.Shapes(s))) found[name] = shape;
        var expected = Named(model);
        if (model.Config.TieWordEmbeddings) found.Remove("lm_head.weight"); // some files repeat the embedding under this name
        var wrong = expected.Keys.Where(n => !found.ContainsKey(n)).Select(n => $"{n} is missing")
            .Concat(found.Keys.Where(n => !expected.ContainsKey(n)).Order(StringComparer.Ordinal).Select(n => $"{n} is unknown"))
            .Concat(expected.Where(e => found.TryGetValue(e.Key, out var shape) && !shape.AsSpan().SequenceEqual(e.Value.shape))
                .Select(e => $"{e.Key} is [{string.Join(", ", found[e.Key])}] instead of [{string.Join(", ", e.Value.shape)}]")).ToList();
        if (wrong.Count > 0) throw new InvalidDataException($"The checkpoint must have exactly the tensors that its config.json asks for, got {wrong.Count} differences: {string.Join("; ", wrong)}. Use files of one model.");
    }

    private static string Existing(string directory, string name)
    {
        var path = Path.Combine(directory, name);
        Pickles.Refuse(directory, name);
        return File.Exists(path) ? path : throw new InvalidDataException($"A checkpoint folder must hold {name}, got none in {directory}. Point to a folder as Hugging Face saves it.");
    }
}
