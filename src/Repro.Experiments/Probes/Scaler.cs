namespace Repro.Experiments.Probes;

/// <summary>Brings each feature to mean 0 and standard deviation 1 over the tokens that it was made from; a constant feature to 0.</summary>
internal sealed class Scaler
{
    private readonly double[] means;
    private readonly double[] scales;

    /// <summary>Means and (population) standard deviations over the tokens.</summary>
    public Scaler(TokenSet set, IReadOnlyList<int> tokens)
    {
        means = new double[set.Width];
        scales = new double[set.Width];
        foreach (var token in tokens)
        {
            var row = set.Row(token);
            for (var j = 0; j < row.Length; j++) means[j] += row[j] / tokens.Count;
        }

        foreach (var token in tokens)
        {
            var row = set.Row(token);
            for (var j = 0; j < row.Length; j++) scales[j] += (row[j] - means[j]) * (row[j] - means[j]) / tokens.Count;
        }

        for (var j = 0; j < scales.Length; j++) scales[j] = scales[j] > 0 ? Math.Sqrt(scales[j]) : 1;
    }

    /// <summary>The tokens' scaled features, row by row.</summary>
    public double[] Apply(TokenSet set, IReadOnlyList<int> tokens)
    {
        var scaled = new double[tokens.Count * set.Width];
        for (var i = 0; i < tokens.Count; i++)
        {
            var row = set.Row(tokens[i]);
            for (var j = 0; j < row.Length; j++) scaled[(i * set.Width) + j] = (row[j] - means[j]) / scales[j];
        }

        return scaled;
    }
}
