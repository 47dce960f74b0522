namespace Repro.Faults.Tests.Host;

/// <summary>A process that has ended.</summary>
public sealed record Ended(int Code, string Out, string Error);
