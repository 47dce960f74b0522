using System.Text.Json.Nodes;
using Repro.Core.Checkpoints;
using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Benchmarks.Loading;

/// <summary>A checkpoint as Hugging Face saves it: bfloat16, shards with an index, of Qwen2.5-1.5B's width and as many layers as asked for; its numbers are random.</summary>
internal static class LoadingCheckpoint
{
    /// <summary>2.06 GB of Qwen2.5-1.5B's 3.09: 17 of its 28 layers.</summary>
    public static Qwen2Config TwoGigabytes { get; } = new()
    {
        VocabSize = 151_936,
        HiddenSize = 1536,
        IntermediateSize = 8960,
        NumLayers = 17,
        NumHeads = 12,
        NumKeyValueHeads = 2,
        TieWordEmbeddings = true,
    };

    /// <summary>Writes it: the embedding and the final norm in the first shard, the layers shared out to the others.</summary>
    public static void Write(string folder, Qwen2Config config, int shards)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJson());
        var parts = Shapes(config).GroupBy(t => t.Layer < 0 ? 1 : 2 + (t.Layer * (shards - 1) / config.NumLayers)).ToList();
        var numbers = randn(Shapes(config).Max(t => t.Shape.Aggregate(1L, (a, b) => a * b))).mul(0.02).to(ScalarType.BFloat16);
        var map = new JsonObject();
        foreach (var part in parts)
        {
            var file = $"model-{part.Key:00000}-of-{shards:00000}.safetensors";
            SafeTensors.Write(Path.Combine(folder, file), part.ToDictionary(t => t.Name, t => numbers.narrow(0, 0, t.Shape.Aggregate(1L, (a, b) => a * b)).view(t.Shape), StringComparer.Ordinal));
            foreach (var (name, _, _) in part) map[name] = file;
        }

        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), new JsonObject { ["weight_map"] = map }.ToJsonString());
    }

    /// <summary>Hugging Face's names and shapes; layer -1: outside the blocks.</summary>
    public static IEnumerable<(string Name, int Layer, long[] Shape)> Shapes(Qwen2Config c)
    {
        long groups = c.NumKeyValueHeads * c.HeadDim;
        yield return ("model.embed_tokens.weight", -1, [c.VocabSize, c.HiddenSize]);
        yield return ("model.norm.weight", -1, [c.HiddenSize]);
        for (var layer = 0; layer < c.NumLayers; layer++)
        {
            var at = $"model.layers.{layer}";
            foreach (var norm in new[] { "input_layernorm", "post_attention_layernorm" }) yield return ($"{at}.{norm}.weight", layer, [c.HiddenSize]);
            foreach (var (name, rows) in new[] { ("q", c.HiddenSize), ("k", groups), ("v", groups) })
            {
                yield return ($"{at}.self_attn.{name}_proj.weight", layer, [rows, c.HiddenSize]);
                yield return ($"{at}.self_attn.{name}_proj.bias", layer, [rows]);
            }

            yield return ($"{at}.self_attn.o_proj.weight", layer, [c.HiddenSize, c.HiddenSize]);
            foreach (var name in new[] { "gate", "up" }) yield return ($"{at}.mlp.{name}_proj.weight", layer, [c.IntermediateSize, c.HiddenSize]);
            yield return ($"{at}.mlp.down_proj.weight", layer, [c.HiddenSize, c.IntermediateSize]);
        }
    }
}
