namespace Repro.Claims.Ledgers;

/// <summary>Counts behind a ratio of two published shares, for its interval.</summary>
public sealed record SamplingRule(int Successes, int Trials, int ReferenceSuccesses, int ReferenceTrials);
