namespace Repro.Claims.Measurements;

/// <summary>The cosine of one pair of directions at one layer.</summary>
/// <param name="Pair">The two sources, such as <c>rank32-medical|rank32-sports</c>.</param>
/// <param name="Layer">Decoder block whose resid_post it is, from 0.</param>
/// <param name="Value">The cosine, -1 to 1.</param>
/// <param name="Draws">Bootstrap replicates of <paramref name="Value"/>.</param>
public sealed record CosineLayer(string Pair, int Layer, double Value, IReadOnlyList<double> Draws);
