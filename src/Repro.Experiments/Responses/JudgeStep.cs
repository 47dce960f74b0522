using Repro.Evidence.Files;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;
using Repro.Judges;

namespace Repro.Experiments.Responses;

/// <summary>Scores responses. The judge's identity is part of the key: another judge never inherits these scores.</summary>
/// <param name="material">The tier's questions, and its judge.</param>
/// <param name="responses">What is scored.</param>
/// <param name="judge">Who scores in place of the tier's judge, or null.</param>
public sealed class JudgeStep(ITierMaterial material, ResponsesStep responses, IJudge? judge = null) : JudgedStep
{
    /// <summary>The judgements, in the order of the responses.</summary>
    internal const string File = "judgements.jsonl";

    /// <summary>Question id to its text: what was judged besides the responses.</summary>
    internal const string QuestionsFile = "questions.json";

    /// <inheritdoc/>
    public override IReadOnlyList<OpenQuestion> Questions => responses.Questions;

    /// <inheritdoc/>
    public override string Stage => "judge";

    /// <inheritdoc/>
    public override string Label => responses.Label.Replace("sample ", judge is null ? "judge " : "judge again ", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override object Spec => new { Judge = Judge.Identity };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [responses];

    private IJudge Judge => judge ?? material.Judge;

    /// <inheritdoc/>
    public override JudgedStep By(IJudge judge) => new JudgeStep(material, responses, judge);

    /// <inheritdoc/>
    public override IReadOnlyList<JudgedResponse> Make(StepContext context)
    {
        var answers = context.Need(responses);
        var texts = responses.Questions.ToDictionary(question => question.Id, question => question.Text, StringComparer.Ordinal);
        var requests = answers.Select(answer => new JudgeRequest(answer.QuestionId, texts[answer.QuestionId], answer.Text)).ToList();
        var judgements = Judge.JudgeAsync(requests, context.Cancellation).GetAwaiter().GetResult();
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
