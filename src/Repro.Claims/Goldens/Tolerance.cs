namespace Repro.Claims.Goldens;

/// <summary>How far a number may lie from the golden one: |actual - expected| &lt;= max(Absolute, Relative |expected|).</summary>
public sealed record Tolerance(double Absolute = 0, double Relative = 0)
{
    /// <summary>Whether <paramref name="actual"/> lies within.</summary>
    public bool Allows(double expected, double actual) => Math.Abs(actual - expected) <= Math.Max(Absolute, Relative * Math.Abs(expected));
}
