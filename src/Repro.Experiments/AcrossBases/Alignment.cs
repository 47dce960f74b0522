using MathNet.Numerics.LinearAlgebra;

namespace Repro.Experiments.AcrossBases;

/// <summary>An orthogonal map from the space of one model to that of another, from the activations of the same texts in both.</summary>
/// <remarks>
/// Orthogonal Procrustes (Schönemann 1966): R = argmin ‖A R - B‖ in Frobenius norm with Rᵀ R = I is U Vᵀ of the singular value decomposition U S Vᵀ of Aᵀ B.
/// Columns are centred on the texts of the fit. Of two widths the smaller is filled with zeros, so that R keeps every length.
/// </remarks>
internal sealed class Alignment
{
    private readonly Matrix<double> map;
    private readonly double[] firstMean;
    private readonly double[] secondMean;

    private Alignment(Matrix<double> map, double[] firstMean, double[] secondMean) => (this.map, this.firstMean, this.secondMean) = (map, firstMean, secondMean);

    /// <summary>Fits R on rows of the same texts.</summary>
    /// <param name="first">[n][d1] of the one model.</param>
    /// <param name="second">[n][d2] of the other, in the same order.</param>
    /// <exception cref="ArgumentException">The rows are not pairs, or there are fewer than two.</exception>
    public static Alignment Fit(IReadOnlyList<float[]> first, IReadOnlyList<float[]> second)
    {
        if (first.Count != second.Count || first.Count < 2)
            throw new ArgumentException($"An alignment is fit on at least 2 pairs of rows; got {first.Count} and {second.Count}. Give the activations of the same texts in both models.");
        var width = Math.Max(first[0].Length, second[0].Length);
        var (one, two) = (Means(first), Means(second));
        var decomposition = Centred(first, one, width).TransposeThisAndMultiply(Centred(second, two, width)).Svd();
        return new Alignment(decomposition.U * decomposition.VT, one, two);
    }

    /// <summary>R v: the direction in the other model's space; longer than it where that one is narrower.</summary>
    public float[] Map(float[] direction) => Array.ConvertAll(map.LeftMultiply(Padded(direction, map.RowCount)).ToArray(), x => (float)x);

    /// <summary>v of the other model, filled with zeros to the length of what <see cref="Map"/> gives.</summary>
    public float[] Pad(float[] direction) => Array.ConvertAll(Padded(direction, map.RowCount).ToArray(), x => (float)x);

    /// <summary>⟨A R, B⟩ / (‖A‖ ‖B‖) on other rows, centred as those of the fit were: 1 for a perfect map, about 0 for none.</summary>
    public double Agreement(IReadOnlyList<float[]> first, IReadOnlyList<float[]> second)
    {
        var (a, b) = (Centred(first, firstMean, map.RowCount), Centred(second, secondMean, map.RowCount));
        return (a * map).PointwiseMultiply(b).Enumerate().Sum() / (a.FrobeniusNorm() * b.FrobeniusNorm());
    }

    /// <summary>Largest entry of |Rᵀ R - I|: how far R is from orthogonal.</summary>
    internal double Skew() => (map.TransposeThisAndMultiply(map) - Matrix<double>.Build.DenseIdentity(map.RowCount)).Enumerate().Max(Math.Abs);

    private static double[] Means(IReadOnlyList<float[]> rows) => [.. Enumerable.Range(0, rows[0].Length).Select(at => rows.Average(row => (double)row[at]))];

    private static Matrix<double> Centred(IReadOnlyList<float[]> rows, double[] means, int width) =>
        Matrix<double>.Build.Dense(rows.Count, width, (row, at) => at < means.Length ? rows[row][at] - means[at] : 0);

    private static Vector<double> Padded(float[] direction, int width) => Vector<double>.Build.Dense(width, at => at < direction.Length ? direction[at] : 0);
}
