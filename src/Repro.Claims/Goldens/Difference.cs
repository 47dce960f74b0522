namespace Repro.Claims.Goldens;

/// <summary>One place where two JSON documents differ.</summary>
/// <param name="Path">Such as <c>interval[0]</c>.</param>
/// <param name="Expected">The golden's value as JSON, or "nothing".</param>
/// <param name="Actual">The measured value as JSON, or "nothing".</param>
/// <param name="IsWithin">Two numbers within the tolerance stated for the path.</param>
public sealed record Difference(string Path, string Expected, string Actual, bool IsWithin)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: expected {Expected}, got {Actual}{(IsWithin ? " (within tolerance)" : "")}";
}
