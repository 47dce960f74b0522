namespace Repro.Claims.Results;

/// <summary>A required control of a claim: its value and whether it passed.</summary>
public sealed record ControlResult(string Name, double? Value, bool Passed);
