namespace Repro.Core.Planning;

/// <summary>One thing that takes memory.</summary>
/// <param name="What">What it is, for a person.</param>
/// <param name="Bytes">How much.</param>
public sealed record MemoryPart(string What, long Bytes);
