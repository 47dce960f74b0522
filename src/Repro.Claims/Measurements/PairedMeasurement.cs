namespace Repro.Claims.Measurements;

/// <summary>One yes/no outcome before and after an intervention, on the same question and the same sample stream (common random numbers).</summary>
public sealed record PairedMeasurement(IReadOnlyList<PairedOutcome> Pairs, int Missing = 0) : Measurement;
