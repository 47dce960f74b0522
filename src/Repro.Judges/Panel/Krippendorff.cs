namespace Repro.Judges.Panel;

/// <summary>
/// Krippendorff's alpha for interval data: 1 - observed / expected disagreement, where a disagreement is a squared difference. 1 is full
/// agreement, 0 what chance gives, below 0 is worse than chance. Source: Krippendorff, Content Analysis, chapter on reliability.
/// </summary>
public static class Krippendorff
{
    /// <summary>
    /// alpha = 1 - D_o / D_e over units with two scores or more. D_o = (1/n) sum over units of (sum over ordered pairs within the unit
    /// (a - b)^2) / (m_u - 1); D_e = (sum over ordered pairs of all scores (a - b)^2) / (n (n - 1)). n is the number of scores in such units, m_u that of unit u.
    /// </summary>
    /// <param name="units">One row an answer, one column a judge; null where a judge gave none.</param>
    /// <returns>alpha; null where no unit has two scores or all scores are the same.</returns>
    public static double? Alpha(IReadOnlyList<IReadOnlyList<double?>> units)
    {
        var scores = units.Select(unit => unit.OfType<double>().ToList()).Where(unit => unit.Count >= 2).ToList();
        var all = scores.SelectMany(unit => unit).ToList();
        if (all.Count == 0) return null;
        var observed = scores.Sum(unit => Squares(unit) / (unit.Count - 1)) / all.Count;
        var expected = Squares(all) / (all.Count * (all.Count - 1.0));
        return expected > 0 ? 1 - (observed / expected) : null;
    }

    /// <summary>Sum of (a - b)^2 over ordered pairs = 2 n sum (a - mean)^2.</summary>
    private static double Squares(List<double> values)
    {
        var mean = values.Average();
        return 2 * values.Count * values.Sum(value => (value - mean) * (value - mean));
    }
}
