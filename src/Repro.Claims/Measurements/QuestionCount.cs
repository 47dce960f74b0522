namespace Repro.Claims.Measurements;

/// <summary>Successes among the trials of one question under one training seed.</summary>
public sealed record QuestionCount(string Question, long Seed, int Successes, int Trials);
