using System.Diagnostics;
using Repro.Core;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Benchmarks;

/// <summary>
/// Both sides do the same work in turns, ours, peer, peer, ours, ..., one warm-up each: whatever else the machine does
/// meets both. The ceiling is measured beside every turn of ours.
/// </summary>
internal sealed class Duel(IPeer peer, Func<Work, string, IWork> make, Func<string, (double Gemm, double Memory)> ceilings, int turns, IProgress<string> progress)
{
    /// <summary>A row a precision, and one of each side's better precision where there are two.</summary>
    public IEnumerable<BenchRow> Fight(Work work)
    {
        var ours = work.Variants.ToDictionary(v => v, _ => new List<Speed>());
        var peers = work.Variants.ToDictionary(v => v, _ => new List<Speed>());
        var most = Math.Min(turns, work.MostTurns);
        var works = new Dictionary<string, IWork>(StringComparer.Ordinal);
        try
        {
            foreach (var variant in work.Variants) works.Add(variant, make(work, variant));
            for (var turn = -1; turn < most; turn++)
            {
                foreach (var variant in work.Variants)
                {
                    var first = turn % 2 == 0 ? peer.Run(work, variant) : null;
                    var own = Time(works[variant], Cost.Of(work, variant), variant, warm: turn >= 0);
                    var other = first ?? peer.Run(work, variant);
                    progress.Report($"{work.Name} {variant} turn {turn + 1} of {most}: ours {own.Wall:0} peer {other.Wall:0} {work.Unit}, of CPU time {own.Cpu:0} and {other.Cpu:0}{(own.Share is { } share ? $", {share:P0} of the ceiling" : "")}");
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

        peer.Drop(work);
        yield return BenchRow.Of(work.Name, work.Unit, Best(ours), Best(peers));
        if (work.Variants.Count == 1) yield break;
        foreach (var variant in work.Variants) yield return BenchRow.Of($"{work.Name}.{variant}", work.Unit, ours[variant], peers[variant]);
    }

    /// <summary>One turn of ours.</summary>
    public static (double Seconds, double Cpu, long Units) Time(IWork work)
    {
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var units = work.Run();
        if (Compute.DefaultDevice.type == DeviceType.CUDA) cuda.synchronize();
        return (Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, units);
    }

    private static List<Speed> Best(Dictionary<string, List<Speed>> variants) => variants.Values.MaxBy(v => BenchRow.Median([.. v.Select(s => s.Wall)]))!;

    private Speed Time(IWork work, Cost? cost, string variant, bool warm)
    {
        var ceiling = warm && cost is not null ? ceilings(variant) : default;
        var (seconds, cpu, units) = Time(work);
        return new Speed(units / seconds, units / cpu, ceiling.Gemm > 0 ? cost!.Seconds(ceiling.Gemm, ceiling.Memory) / seconds : null);
    }
}
