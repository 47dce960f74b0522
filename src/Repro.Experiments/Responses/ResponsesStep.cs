using Repro.Core.Generation;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Responses;

/// <summary>A step that draws answers (temperature 1, top-p 1; P2 §2.2): responses.jsonl, a line each.</summary>
public abstract class ResponsesStep : Step<IReadOnlyList<Response>>
{
    /// <summary>The responses, a line each.</summary>
    internal const string File = "responses.jsonl";

    /// <summary>What was asked.</summary>
    public abstract IReadOnlyList<OpenQuestion> Questions { get; }

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<Response> value, ArtifactWriter writer) => JsonLines.Write(writer, File, value);

    /// <inheritdoc/>
    public override IReadOnlyList<Response> Read(Artifact artifact, StepContext context) => JsonLines.Read<Response>(artifact, File);

    /// <summary>How a tier draws.</summary>
    internal static SamplingOptions Options(ITierMaterial material) => new()
    {
        Temperature = 1,
        TopP = 1,
        MaxNewTokens = material.Sizes.MaxNewTokens,
        StopToken = material.StopToken,
        OtherStops = material.OtherStops,
        PadToken = material.PadToken,
        BatchSize = material.Sizes.BatchSize,
    };
}
