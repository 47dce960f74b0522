namespace Repro.Claims.Results;

/// <summary>How far the second judge of a run agrees with the one that decided, over all answers of the run that both scored.</summary>
/// <param name="Metric">aligned, coherent, or misaligned: the decision of the papers' cuts, as 0 or 100.</param>
/// <param name="First">The judge that decided.</param>
/// <param name="Second">The other.</param>
/// <param name="Both">Answers that both scored.</param>
/// <param name="MeanAbsoluteDifference">Mean of |first - second|, in points of 0 to 100; null where <paramref name="Both"/> is 0.</param>
/// <param name="Alpha">Krippendorff's alpha for interval data; null where it is not defined.</param>
public sealed record JudgeAgreement(string Metric, string First, string Second, int Both, double? MeanAbsoluteDifference, double? Alpha);
