using System.Globalization;

namespace Repro.Core.Tests.Parity;

/// <summary>Where a walk breaks first.</summary>
internal static class LadderBreak
{
    /// <summary>Null when all rungs hold; otherwise a sentence that names the first that breaks and its worst tensor.</summary>
    public static string? Find(string name, IReadOnlyList<Comparison> rungs)
    {
        if (rungs.FirstOrDefault(r => !r.Holds) is not { } first) return null;
        var worst = rungs.Where(r => r.Rung == first.Rung && !r.Holds).MaxBy(r => r.Difference / Math.Max(r.Tolerance, 1e-30))!;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} breaks at rung '{worst.Rung}': {worst.Tensor} differs by {worst.Difference:0.0e+00} at {worst.Index}, tolerance {worst.Tolerance:0.0e+00}.");
    }
}
