namespace Repro.Experiments.Probes;

/// <summary>A row is positive where w x + b is above 0.</summary>
/// <param name="Weights">One a feature.</param>
/// <param name="Intercept">b.</param>
internal sealed record LinearClassifier(IReadOnlyList<double> Weights, double Intercept)
{
    /// <summary>w x + b.</summary>
    public double Score(ReadOnlySpan<double> row)
    {
        var score = Intercept;
        for (var j = 0; j < row.Length; j++) score += Weights[j] * row[j];
        return score;
    }
}
