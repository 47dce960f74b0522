using System.Text.Json.Serialization;

namespace Repro.Benchmarks;

/// <summary>
/// One line of the result. <see cref="Ours"/> and <see cref="Peer"/> are medians over the turns;
/// <see cref="Ratio"/> is the median of the turns' own ratios ours / peer (above 1: ours is faster), so that
/// a machine that is slow for a while is slow for both. <see cref="CpuRatio"/> is the same for CPU time: what is left
/// of a comparison on a machine that others use, where the clock mostly measures the others. <see cref="CeilingShare"/> is the median of
/// our turns' shares of the ceiling that was measured beside each. Null: there is nothing to compare with.
/// </summary>
internal sealed record BenchRow(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("ours")] double Ours,
    [property: JsonPropertyName("peer")] double? Peer,
    [property: JsonPropertyName("unit")] string Unit,
    [property: JsonPropertyName("ratio")] double? Ratio,
    [property: JsonPropertyName("cpuRatio")] double? CpuRatio,
    [property: JsonPropertyName("ceiling_share")] double? CeilingShare)
{
    /// <summary>The row of these turns.</summary>
    public static BenchRow Of(string name, string unit, IReadOnlyList<Speed> ours, IReadOnlyList<Speed> peer) => new(
        name,
        Median([.. ours.Select(s => s.Wall)]),
        Median([.. peer.Select(s => s.Wall)]),
        unit,
        Median([.. ours.Zip(peer, (o, p) => o.Wall / p.Wall)]),
        Median([.. ours.Zip(peer, (o, p) => o.Cpu / p.Cpu)]),
        ours.All(s => s.Share is not null) ? Median([.. ours.Select(s => s.Share!.Value)]) : null);

    internal static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
