namespace Repro.Claims.Measurements;

/// <summary>The outcome of one sample stream without and with the intervention.</summary>
public sealed record PairedOutcome(string Question, long Seed, int Sample, bool Before, bool After);
