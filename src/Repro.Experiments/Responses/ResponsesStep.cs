using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Responses;

/// <summary>A step whose result is sampled answers, a line each: what a judge scores.</summary>
public abstract class ResponsesStep : Step<IReadOnlyList<Response>>
{
    /// <summary>The responses, a line each.</summary>
    internal const string File = "responses.jsonl";

    /// <summary>What was asked.</summary>
    public abstract IReadOnlyList<OpenQuestion> Questions { get; }

    /// <inheritdoc/>
    public override string Stage => "respond";

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<Response> value, ArtifactWriter writer) => JsonLines.Write(writer, File, value);

    /// <inheritdoc/>
    public override IReadOnlyList<Response> Read(Artifact artifact, StepContext context) => JsonLines.Read<Response>(artifact, File);
}
