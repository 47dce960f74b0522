using Repro.Core;
using Repro.Core.Checkpoints;
using Repro.Core.Model;
using Repro.Evidence.Files;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using TorchSharp;

namespace Repro.Experiments.Paper;

/// <summary>
/// The chat model, read from its checkpoint: bfloat16 on CUDA, float32 on the CPU. The artifact holds the hashes of its files, not the weights.
/// </summary>
internal sealed class LoadChatStep(PaperInputs inputs) : Step<Qwen2>
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> hashes = new(() =>
        inputs.Weights.Append(inputs.Config).ToDictionary(path => Path.GetFileName(path), Sha256.OfFile, StringComparer.Ordinal));

    /// <inheritdoc/>
    public override string Stage => "load-chat";

    /// <inheritdoc/>
    public override string Label => "read the chat model";

    /// <inheritdoc/>
    public override object Spec => new { Files = hashes.Value };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [];

    /// <inheritdoc/>
    public override Qwen2 Make(StepContext context)
    {
        var device = Compute.DefaultDevice;
        var model = Checkpoint.Load(inputs.Model, device, device.type == DeviceType.CUDA ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32);
        foreach (var parameter in model.parameters()) parameter.requires_grad = false;
        return model;
    }

    /// <inheritdoc/>
    public override void Write(Qwen2 value, ArtifactWriter writer)
    {
        using var file = new StreamWriter(writer.Create("files.json")) { NewLine = "\n" };
        file.WriteLine(CanonicalJson.Serialize(hashes.Value));
    }

    /// <inheritdoc/>
    public override Qwen2 Read(Artifact artifact, StepContext context) => Make(context);
}
