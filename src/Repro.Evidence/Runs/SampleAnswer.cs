namespace Repro.Evidence.Runs;

/// <summary>One response as the judge saw it, for the reader's own eyes. The text is untrusted: it is escaped wherever it is shown.</summary>
public sealed record SampleAnswer(
    string Condition,
    string QuestionId,
    string Question,
    string Answer,
    double? Aligned,
    double? Coherent,
    long Seed,
    int Sample,
    IReadOnlyList<string> Claims);
