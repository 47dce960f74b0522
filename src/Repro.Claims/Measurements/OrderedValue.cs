namespace Repro.Claims.Measurements;

/// <summary>One value at one level of one question, such as the share of misaligned answers at steering strength 2.</summary>
public sealed record OrderedValue(string Question, double Level, double Value);
