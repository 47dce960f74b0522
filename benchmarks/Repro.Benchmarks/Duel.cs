using System.Diagnostics;

namespace Repro.Benchmarks;

/// <summary>
/// Both sides do the same work in turns, ours, peer, peer, ours, ..., one warm-up each: whatever else the machine does
/// meets both.
/// </summary>
internal sealed class Duel(PeerProcess peer, BenchShape shape, int turns, IProgress<string> progress)
{
    /// <summary>A row a precision, and one of each side's better precision where there are two.</summary>
    public IEnumerable<BenchRow> Fight(string work, string unit, IReadOnlyList<string> variants)
    {
        var ours = variants.ToDictionary(v => v, _ => new List<Speed>());
        var peers = variants.ToDictionary(v => v, _ => new List<Speed>());
        var works = variants.ToDictionary(v => v, v => Works.Make(work, v, shape));
        try
        {
            for (var turn = -1; turn < turns; turn++)
            {
                foreach (var variant in variants)
                {
                    var first = turn % 2 == 0 ? peer.Run(work, variant) : null;
                    var own = Time(works[variant]);
                    var other = first ?? peer.Run(work, variant);
                    progress.Report($"{work} {variant} turn {turn + 1} of {turns}: ours {own.Wall:0} peer {other.Wall:0} {unit}, of CPU time {own.Cpu:0} and {other.Cpu:0}");
                    if (turn < 0) continue;
                    ours[variant].Add(own);
                    peers[variant].Add(other);
                }
            }
        }
        finally
        {
            foreach (var it in works.Values) it.Dispose();
        }

        yield return BenchRow.Of(work, unit, Best(ours), Best(peers));
        if (variants.Count == 1) yield break;
        foreach (var variant in variants) yield return BenchRow.Of($"{work}.{variant}", unit, ours[variant], peers[variant]);
    }

    private static List<Speed> Best(Dictionary<string, List<Speed>> variants) => variants.Values.MaxBy(v => BenchRow.Median([.. v.Select(s => s.Wall)]))!;

    private static Speed Time(IWork work)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var units = work.Run();
        return new Speed(units / Stopwatch.GetElapsedTime(start).TotalSeconds, units / (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }
}
