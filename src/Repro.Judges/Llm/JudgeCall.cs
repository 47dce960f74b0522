namespace Repro.Judges.Llm;

/// <summary>One reply to ask for.</summary>
internal sealed record JudgeCall(string Key, string Metric, JudgeRequest Request, int Sample)
{
    /// <summary>For messages.</summary>
    public override string ToString() => $"{Metric} of an answer to question '{Request.QuestionId}', sample {Sample} (key {Key[..12]})";
}
