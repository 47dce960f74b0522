namespace Repro.Claims.Measurements;

/// <summary>Successes among trials, by question and training seed: the share of responses that are EM, or coherent.</summary>
/// <param name="Counts">One row a (question, seed).</param>
/// <param name="Missing">Responses for which the judge gave no score. They are in no row.</param>
public sealed record ProportionMeasurement(IReadOnlyList<QuestionCount> Counts, int Missing = 0) : Measurement;
