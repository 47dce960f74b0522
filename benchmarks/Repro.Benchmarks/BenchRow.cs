using System.Text.Json.Serialization;

namespace Repro.Benchmarks;

/// <summary>
/// One line of the result. <see cref="Ours"/> and <see cref="Peer"/> are medians over the turns;
/// <see cref="Ratio"/> is the median of the turns' own ratios ours / peer (above 1: ours is faster), so that
/// a machine that is slow for a while is slow for both.
/// </summary>
internal sealed record BenchRow(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("ours")] double Ours,
    [property: JsonPropertyName("peer")] double Peer,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("ratio")] double Ratio)
{
    /// <summary>The row of these turns (work a second on each side, turn by turn).</summary>
    public static BenchRow Of(string name, string unit, IReadOnlyList<double> ours, IReadOnlyList<double> peer) =>
        new(name, Median(ours), Median(peer), unit, Median([.. ours.Zip(peer, (o, p) => o / p)]));

    internal static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
