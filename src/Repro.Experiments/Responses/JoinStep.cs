using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;
using Repro.Judges;

namespace Repro.Experiments.Responses;

/// <summary>Judged responses that came in waves, as if all had come at once: question by question, the samples of a question in their order.</summary>
/// <param name="waves">The waves, in order.</param>
public sealed class JoinStep(IReadOnlyList<JudgedStep> waves) : JudgedStep
{
    private const string File = "waves.json";

    /// <inheritdoc/>
    public override string Stage => "join-waves";

    /// <inheritdoc/>
    public override string Label => $"{waves[0].Label}, and {waves.Count - 1} more";

    /// <inheritdoc/>
    public override object Spec => new { Waves = waves.Count };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => waves;

    /// <inheritdoc/>
    public override IReadOnlyList<OpenQuestion> Questions => waves[0].Questions;

    /// <inheritdoc/>
    public override int Waves => waves.Count;

    /// <inheritdoc/>
    public override JudgedStep By(IJudge judge) => new JoinStep([.. waves.Select(wave => wave.By(judge))]);

    /// <inheritdoc/>
    public override IReadOnlyList<JudgedResponse> Make(StepContext context) => Join(waves.Select(context.Need));

    /// <summary>The rows of all waves, by question in order of first appearance.</summary>
    public static IReadOnlyList<JudgedResponse> Join(IEnumerable<IReadOnlyList<JudgedResponse>> waves) =>
        [.. waves.SelectMany(wave => wave).GroupBy(row => row.Response.QuestionId, StringComparer.Ordinal).SelectMany(question => question)];

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<JudgedResponse> value, ArtifactWriter writer) => writer.WriteText(File, $"{{\"waves\":{waves.Count},\"responses\":{value.Count}}}\n");

    /// <inheritdoc/>
    public override IReadOnlyList<JudgedResponse> Read(Artifact artifact, StepContext context) => Make(context);
}
