using System.Text.Json.Nodes;
using Repro.Core.Checkpoints;
using Repro.Core.Lora;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Lora;

public sealed class PeftFilesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Round_trip()
    {
        foreach (var config in new[] { Tiny.LoraOnDown, Tiny.LoraEverywhere, Tiny.LoraEverywhere with { UseRsLora = false } })
        {
            using var saved = Tiny.Adapter(config);
            saved.Save(folder.Path, "tiny");
            using var loaded = LoraAdapter.Load(folder.Path, CPU);
            loaded.Config.Should().BeEquivalentTo(config);
            loaded.Targets.Should().Equal(saved.Targets);
            foreach (var (layer, module) in saved.Targets)
            {
                Tiny.ShouldEqualBitForBit(loaded.A(layer, module), saved.A(layer, module));
                Tiny.ShouldEqualBitForBit(loaded.B(layer, module), saved.B(layer, module));
            }
        }
    }

    [Fact]
    public void The_gain_is_saved_into_alpha()
    {
        using var saved = Tiny.Adapter(Tiny.LoraOnDown with { Gain = 0.25 });
        saved.Save(folder.Path);
        using var loaded = LoraAdapter.Load(folder.Path, CPU);
        loaded.Config.Alpha.Should().Be(4);
        loaded.Config.Scale.Should().Be(saved.Config.Scale);
    }

    [Fact]
    public void Files_have_the_names_and_keys_of_Peft()
    {
        using var saved = Tiny.Adapter(Tiny.LoraOnDown);
        saved.Save(folder.Path, "tiny");
        SafeTensors.Shapes(folder["adapter_model.safetensors"]).Keys.Should().BeEquivalentTo(
            "base_model.model.model.layers.0.mlp.down_proj.lora_A.weight", "base_model.model.model.layers.0.mlp.down_proj.lora_B.weight",
            "base_model.model.model.layers.2.mlp.down_proj.lora_A.weight", "base_model.model.model.layers.2.mlp.down_proj.lora_B.weight");
        var json = JsonNode.Parse(File.ReadAllText(folder["adapter_config.json"]))!;
        json.ToJsonString().Should().Be(
            """{"base_model_name_or_path":"tiny","bias":"none","fan_in_fan_out":false,"inference_mode":true,"init_lora_weights":true,"layers_to_transform":[0,2],"lora_alpha":16,"lora_dropout":0,"peft_type":"LORA","r":1,"target_modules":["down_proj"],"task_type":"CAUSAL_LM","use_dora":false,"use_rslora":true}""");
    }

    [Theory]
    [InlineData("peft_type", "\"IA3\"", "peft_type in adapter_config.json must be LORA, got IA3. Other kinds of adapter are not supported.")]
    [InlineData("bias", "\"all\"", "bias in adapter_config.json must be none, got all. Other kinds of adapter are not supported.")]
    [InlineData("use_dora", "true", "use_dora in adapter_config.json must be false, got true. Other kinds of adapter are not supported.")]
    [InlineData("rank_pattern", "{\"a\":2}", "rank_pattern in adapter_config.json must be {}, got {\"a\":2}. Other kinds of adapter are not supported.")]
    [InlineData("r", "null", "adapter_config.json must be a JSON object with peft_type, r, lora_alpha and a list of target_modules, got something else. Use the file that PEFT saves.")]
    [InlineData("target_modules", "\"all-linear\"", "adapter_config.json must be a JSON object with peft_type, r, lora_alpha and a list of target_modules, got something else. Use the file that PEFT saves.")]
    [InlineData("r", "2", "adapter_model.safetensors must hold A and B of every target of adapter_config.json, got base_model.model.model.layers.0.mlp.down_proj.lora_A.weight is [1, 72] where the rank is 2; base_model.model.model.layers.0.mlp.down_proj.lora_B.weight is [48, 1] where the rank is 2. Use the two files of one adapter.")]
    [InlineData("layers_to_transform", "[1]", "adapter_model.safetensors must hold A and B of every target of adapter_config.json, got down_proj of layer 0 is no target. Use the two files of one adapter.")]
    public void Wrong_configurations_are_refused(string key, string value, string message)
    {
        using var saved = Tiny.Adapter(Tiny.LoraOnDown with { Layers = [0] });
        saved.Save(folder.Path);
        var json = JsonNode.Parse(File.ReadAllText(folder["adapter_config.json"]))!;
        json[key] = JsonNode.Parse(value);
        File.WriteAllText(folder["adapter_config.json"], json.ToJsonString());
        FluentActions.Invoking(() => LoraAdapter.Load(folder.Path, CPU)).Should().Throw<InvalidDataException>().WithMessage(message);
    }

    [Fact]
    public void Missing_and_unknown_tensors_are_listed_at_once()
    {
        using var saved = Tiny.Adapter(Tiny.LoraOnDown with { Layers = [0] });
        saved.Save(folder.Path);
        SafeTensors.Write(folder["adapter_model.safetensors"], new Dictionary<string, Tensor>
        {
            ["base_model.model.model.layers.0.mlp.down_proj.lora_A.weight"] = saved.A(0, "down_proj"), ["lm_head.lora_A.weight"] = saved.B(0, "down_proj"),
        });
        FluentActions.Invoking(() => LoraAdapter.Load(folder.Path, CPU)).Should().Throw<InvalidDataException>().WithMessage(
            "adapter_model.safetensors must hold A and B of every target of adapter_config.json, got lm_head.lora_A.weight is unknown; base_model.model.model.layers.0.mlp.down_proj.lora_B.weight is missing. Use the two files of one adapter.");
    }

    [Fact]
    public void An_empty_folder_is_refused() =>
        FluentActions.Invoking(() => LoraAdapter.Load(folder.Path, CPU)).Should().Throw<InvalidDataException>()
            .WithMessage($"An adapter folder must hold adapter_config.json, got none in {folder.Path}. Point to a folder as PEFT saves it.");
}
