using System.Globalization;

namespace Repro.Core.Tests.Parity;

/// <summary>One tensor of one rung: how far it is from the reference, where, and how far it may be.</summary>
public sealed record Comparison(string Rung, string Tensor, double Difference, string Index, double Tolerance)
{
    /// <summary>NaN anywhere counts as broken.</summary>
    public bool Holds => Difference <= Tolerance;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Rung,-16}{Tensor,-72}{Difference:0.0e+00} (tolerance {Tolerance:0.0e+00}) at {Index}{(Holds ? "" : "  <- breaks")}");

    /// <summary>
    /// The largest |actual - expected| over the entries that count, divided by <paramref name="scale"/>.
    /// <paramref name="counts"/> has one flag a leading position (batch x time) and is null when all entries count.
    /// </summary>
    public static Comparison Of(
        string rung, string tensor, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, long[] shape, double tolerance, bool[]? counts = null, double scale = 1)
    {
        if (actual.Length != expected.Length)
            return new Comparison(rung, tensor, double.PositiveInfinity, $"length {actual.Length} instead of {expected.Length}", tolerance);
        var (worst, where) = (0.0, 0);
        var width = counts is null ? 1 : expected.Length / counts.Length;
        for (var i = 0; i < expected.Length; i++)
        {
            if (counts is not null && !counts[i / width]) continue;
            var difference = Math.Abs((double)actual[i] - expected[i]) / scale;
            if (difference <= worst) continue;
            (worst, where) = (double.IsNaN(difference) ? double.PositiveInfinity : difference, i);
            if (double.IsInfinity(worst)) break;
        }

        return new Comparison(rung, tensor, worst, $"[{string.Join(", ", Unravel(where, shape))}]", tolerance);
    }

    private static long[] Unravel(long at, long[] shape)
    {
        var index = new long[shape.Length];
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            index[d] = at % shape[d];
            at /= shape[d];
        }

        return index;
    }
}
