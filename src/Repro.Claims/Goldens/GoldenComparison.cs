namespace Repro.Claims.Goldens;

/// <summary>How a result stands to its golden, and where they differ.</summary>
public sealed record GoldenComparison(Reproduction Reproduction, IReadOnlyList<Difference> Differences);
