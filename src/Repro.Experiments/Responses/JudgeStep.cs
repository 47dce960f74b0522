using Repro.Evidence.Files;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;
using Repro.Judges;

namespace Repro.Experiments.Responses;

/// <summary>Scores responses. The judge's identity is part of the key: another judge never inherits these scores.</summary>
public sealed class JudgeStep(ITierMaterial material, ResponsesStep responses) : Step<IReadOnlyList<JudgedResponse>>
{
    /// <summary>The judgements, in the order of the responses.</summary>
    internal const string File = "judgements.jsonl";

    /// <summary>Question id to its text: what was judged besides the responses.</summary>
    internal const string QuestionsFile = "questions.json";

    /// <summary>What was asked.</summary>
    public IReadOnlyList<OpenQuestion> Questions => responses.Questions;

    /// <inheritdoc/>
    public override string Stage => "judge";

    /// <inheritdoc/>
    public override string Label => responses.Label.Replace("sample ", "judge ", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override object Spec => new { Judge = material.Judge.Identity };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [responses];

    /// <inheritdoc/>
    public override IReadOnlyList<JudgedResponse> Make(StepContext context)
    {
        var answers = context.Need(responses);
        var texts = responses.Questions.ToDictionary(question => question.Id, question => question.Text, StringComparer.Ordinal);
        var requests = answers.Select(answer => new JudgeRequest(answer.QuestionId, texts[answer.QuestionId], answer.Text)).ToList();
        var judgements = material.Judge.JudgeAsync(requests, context.Cancellation).GetAwaiter().GetResult();
        return [.. answers.Zip(judgements, (answer, judgement) => new JudgedResponse(answer, judgement))];
    }

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<JudgedResponse> value, ArtifactWriter writer)
    {
        JsonLines.Write(writer, File, value.Select(row => row.Judgement));
        writer.WriteText(QuestionsFile, CanonicalJson.Serialize(responses.Questions.ToDictionary(question => question.Id, question => question.Text, StringComparer.Ordinal)));
    }

    /// <inheritdoc/>
    public override IReadOnlyList<JudgedResponse> Read(Artifact artifact, StepContext context) =>
        [.. context.Need(responses).Zip(JsonLines.Read<Judgement>(artifact, File), (answer, judgement) => new JudgedResponse(answer, judgement))];
}
