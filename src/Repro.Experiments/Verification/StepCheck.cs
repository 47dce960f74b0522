namespace Repro.Experiments.Verification;

/// <summary>A stage that was computed again from the artifacts before it.</summary>
/// <param name="Stage">Such as <c>judge</c>.</param>
/// <param name="Artifacts">How many artifacts of it were looked at.</param>
/// <param name="Rows">Numbers, responses or directions in them.</param>
/// <param name="Differences">One line an artifact that came out otherwise.</param>
/// <param name="Unchecked">One line for each reason why some were taken as recorded.</param>
public sealed record StepCheck(string Stage, int Artifacts, long Rows, IReadOnlyList<string> Differences, IReadOnlyList<string> Unchecked);
