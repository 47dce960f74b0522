using System.Text.Json.Nodes;
using Repro.Core.Checkpoints;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Parity;

/// <summary>A ladder that never breaks proves nothing: planted mistakes must break the rung they belong to.</summary>
public sealed class LadderCatchesMistakesTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("repro-ladder").FullName;

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact]
    public void Epsilon_ten_times_too_large() => Config("tied-gqa", c => c["rms_norm_eps"] = 1e-5).Should().StartWith("tied-gqa breaks at rung 'block 0'");

    [Fact]
    public void Rotary_base_off_by_two_percent() => Config("tied-gqa", c => c["rope_theta"] = 10200.0).Should().StartWith("tied-gqa breaks at rung 'block 0'");

    [Fact]
    public void Query_key_and_value_biases_left_out() => Weights("untied-mha", (name, w) => name.EndsWith("bias", StringComparison.Ordinal) ? w * 0 : w)
        .Should().StartWith("untied-mha breaks at rung 'block 0'");

    [Fact]
    public void Output_matrix_wrong() => Weights("untied-mha", (name, w) => name == "lm_head.weight" ? w * 1.01 : w).Should().StartWith("untied-mha breaks at rung 'logits'");

    [Fact]
    public void One_embedding_wrong() => Weights("tied-gqa", (name, w) => name == "model.embed_tokens.weight" ? w * 1.001 : w)
        .Should().StartWith("tied-gqa breaks at rung 'embeddings'");

    [Fact]
    public void One_projection_of_block_two_wrong() => Weights("untied-mha", (name, w) => name == "model.layers.2.self_attn.o_proj.weight" ? w * 1.001 : w)
        .Should().StartWith("untied-mha breaks at rung 'block 2'");

    [Fact]
    public void Final_norm_wrong() => Weights("tied-gqa", (name, w) => name == "model.norm.weight" ? w + 0.001 : w).Should().StartWith("tied-gqa breaks at rung 'final norm'");

    [Fact]
    public void Adapter_scaled_by_alpha_over_rank() => Adapter("tied-gqa/adapter", c => c["use_rslora"] = false)
        .Should().StartWith("tied-gqa/adapter breaks at rung 'block 0'");

    [Fact]
    public void Adapter_on_the_wrong_layers_only_breaks_from_there()
    {
        Adapter("untied-mha/adapter", c => c["lora_alpha"] = 33).Should().StartWith("untied-mha/adapter breaks at rung 'block 1'");
    }

    [Fact]
    public void Weight_decay_left_out() => Training("tied-gqa/adapter", c => c["weight_decay"] = 0.0).Should().StartWith("tied-gqa/adapter breaks at rung 'adamw step 1'");

    [Fact]
    public void Second_moment_decays_too_fast() => Training("untied-mha/adapter", c => c["betas"] = new JsonArray(0.9, 0.9))
        .Should().StartWith("untied-mha/adapter breaks at rung 'adamw step 2'");

    [Fact]
    public void Names_tensor_difference_index_and_tolerance() => LadderBreak
        .Find("case", [
            Comparison.Of("block 0", "full.hidden_states.1", [1, 2, 3, 4], [1, 2, 3, 4], [1, 2, 2], 5e-5),
            Comparison.Of("block 1", "full.hidden_states.2", [1, 2, 3, 4.5f], [1, 2, 3, 4], [1, 2, 2], 5e-5),
            Comparison.Of("block 1", "left.hidden_states.2", [1, 2, 3, 4], [0, 2, 3, 4], [1, 2, 2], 5e-5, [false, true]),
        ])
        .Should().Be("case breaks at rung 'block 1': full.hidden_states.2 differs by 5.0e-01 at [0, 1, 1], tolerance 5.0e-05.");

    [Fact]
    public void Not_a_number_breaks() => Comparison.Of("logits", "x", [float.NaN], [1], [1], 5e-5).Holds.Should().BeFalse();

    [Fact]
    public void Another_length_breaks() => Comparison.Of("logits", "x", [1, 2], [1], [1], 5e-5).Index.Should().Be("length 2 instead of 1");

    private string? Config(string name, Action<JsonNode> edit)
    {
        var reference = ReferenceCase.Own(name);
        return Walk(reference with { ModelFolder = Copy(reference.ModelFolder, "config.json", edit) });
    }

    private string? Adapter(string name, Action<JsonNode> edit)
    {
        var reference = ReferenceCase.Own(name);
        return Walk(reference with { AdapterFolder = Copy(reference.AdapterFolder!, "adapter_config.json", edit) });
    }

    private string? Training(string name, Action<JsonNode> edit)
    {
        var reference = ReferenceCase.Own(name);
        return Walk(reference with { TrainingFile = Path.Combine(Copy(reference.AdapterFolder!, "training.json", edit), "training.json") });
    }

    private string? Weights(string name, Func<string, Tensor, Tensor> edit)
    {
        using var scope = NewDisposeScope();
        var reference = ReferenceCase.Own(name);
        var folder = Copy(reference.ModelFolder, "config.json", _ => { });
        var file = Path.Combine(folder, "model.safetensors");
        var edited = SafeTensors.Read(file).ToDictionary(p => p.Key, p => edit(p.Key, p.Value));
        SafeTensors.Write(file, edited);
        return Walk(reference with { ModelFolder = folder });
    }

    private static string? Walk(ReferenceCase reference) => LadderBreak.Find(reference.Name, Ladder.Walk(reference));

    private string Copy(string folder, string json, Action<JsonNode> edit)
    {
        foreach (var file in Directory.EnumerateFiles(folder)) File.Copy(file, Path.Combine(scratch, Path.GetFileName(file)));
        var target = Path.Combine(scratch, json);
        var node = JsonNode.Parse(File.ReadAllText(target))!;
        edit(node);
        File.WriteAllText(target, node.ToJsonString());
        return scratch;
    }
}
