namespace Repro.Faults.Tests.Kills;

/// <summary>When a process is killed: once its walk has come so far, and then so many changes of files later, or so many microseconds.</summary>
internal sealed record KillPoint(int Position, int FileEvents, int Microseconds)
{
    /// <summary>
    /// Points of one series, in their order. Every other one is in the middle of a write: a stage that is computed, and a few changes of files after that.
    /// </summary>
    internal static IReadOnlyList<KillPoint> Series(Random random, IReadOnlyList<WalkEvent> walk, int count)
    {
        int[] computed = [.. Enumerable.Range(0, walk.Count).Where(i => walk[i].Step == WalkEvent.Computed)];
        return [.. Enumerable.Range(0, count)
            .Select(i => i % 2 == 0
                ? new KillPoint(random.Next(walk.Count), 0, random.Next(3000))
                : new KillPoint(computed[random.Next(computed.Length)], random.Next(1, 14), 0))
            .OrderBy(p => p.Position)];
    }
}
