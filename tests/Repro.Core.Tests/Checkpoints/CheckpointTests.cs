using Repro.Core.Checkpoints;
using Repro.Core.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Checkpoints;

public sealed class CheckpointTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Round_trip(bool tied)
    {
        using var saved = Tiny.Model(Tiny.Config with { TieWordEmbeddings = tied });
        Checkpoint.Save(saved, folder.Path);
        using var loaded = Checkpoint.Load(folder.Path, CPU);
        loaded.Config.Should().Be(saved.Config);
        Tiny.ShouldEqualBitForBit(loaded.Forward(Tiny.Ids(2, 5)), saved.Forward(Tiny.Ids(2, 5)));
    }

    [Fact]
    public void Shards_are_read_together()
    {
        using var saved = Tiny.Model();
        Checkpoint.Save(saved, folder.Path);
        var tensors = SafeTensors.Read(folder["model.safetensors"]);
        File.Delete(folder["model.safetensors"]);
        var map = new List<string>();
        foreach (var (name, shard) in tensors.Keys.Select((n, i) => (n, $"model-0000{(i % 2) + 1}-of-00002.safetensors"))) map.Add($"\"{name}\": \"{shard}\"");
        foreach (var shard in new[] { 0, 1 })
            SafeTensors.Write(folder[$"model-0000{shard + 1}-of-00002.safetensors"], tensors.Where((_, i) => i % 2 == shard).ToDictionary(t => t.Key, t => t.Value));
        File.WriteAllText(folder["model.safetensors.index.json"], $$"""{"weight_map": { {{string.Join(", ", map)}} } }""");
        using var loaded = Checkpoint.Load(folder.Path, CPU);
        Tiny.ShouldEqualBitForBit(loaded.Forward(Tiny.Ids(2, 5)), saved.Forward(Tiny.Ids(2, 5)));
    }

    [Fact]
    public void All_differences_are_listed_at_once()
    {
        using var saved = Tiny.Model(Tiny.Config with { NumLayers = 1 });
        Checkpoint.Save(saved, folder.Path);
        var tensors = SafeTensors.Read(folder["model.safetensors"]);
        tensors.Remove("lm_head.weight");
        tensors["extra"] = zeros(1);
        tensors["model.norm.weight"] = zeros(7);
        SafeTensors.Write(folder["model.safetensors"], tensors);
        FluentActions.Invoking(() => Checkpoint.Load(folder.Path, CPU)).Should().Throw<InvalidDataException>().WithMessage(
            "The checkpoint must have exactly the tensors that its config.json asks for, got 3 differences: lm_head.weight is missing; extra is unknown; model.norm.weight is [7] instead of [48]. Use files of one model.");
    }

    [Fact]
    public void Missing_files_are_refused()
    {
        FluentActions.Invoking(() => Checkpoint.Load(folder.Path)).Should().Throw<InvalidDataException>()
            .WithMessage($"A checkpoint folder must hold config.json, got none in {folder.Path}. Point to a folder as Hugging Face saves it.");
        File.WriteAllText(folder["config.json"], Tiny.Config.ToJson());
        FluentActions.Invoking(() => Checkpoint.Load(folder.Path)).Should().Throw<InvalidDataException>()
            .WithMessage($"A checkpoint folder must hold model.safetensors, got none in {folder.Path}. Point to a folder as Hugging Face saves it.");
        File.WriteAllText(folder["model.safetensors.index.json"], "{}");
        FluentActions.Invoking(() => Checkpoint.Load(folder.Path)).Should().Throw<InvalidDataException>()
            .WithMessage("model.safetensors.index.json must hold a weight_map from names to files, got something else. Fetch the checkpoint again.");
    }

    [Theory]
    [InlineData("pytorch_model.bin")]
    [InlineData("consolidated.00.pth")]
    [InlineData("model.pt")]
    public void A_pickle_is_refused_by_name_and_never_opened(string name)
    {
        File.WriteAllText(folder["config.json"], Tiny.Config.ToJson());
        File.WriteAllText(folder[name], "cos\nsystem\n(S'touch pwned'\ntR.");
        var refusal = $"Weights are read from .safetensors files only, got {name} in {folder.Path}: a pickle is a program that runs when it is read, and was not opened. Convert it with safetensors.torch.save_file where you trust it.";

        FluentActions.Invoking(() => Checkpoint.Load(folder.Path)).Should().Throw<InvalidDataException>().WithMessage(refusal);
        File.WriteAllText(folder["model.safetensors.index.json"], $"{{\"weight_map\": {{\"model.norm.weight\": \"{name}\"}}}}");
        FluentActions.Invoking(() => Checkpoint.Load(folder.Path)).Should().Throw<InvalidDataException>().WithMessage(refusal);
        File.WriteAllText(folder["adapter_config.json"], "{}");
        FluentActions.Invoking(() => Core.Lora.LoraAdapter.Load(folder.Path)).Should().Throw<InvalidDataException>().WithMessage(refusal);
    }
}
