namespace Repro.Benchmarks;

/// <summary>What hooks cost that change nothing: the same answers drawn with one after every block and with none, in turns.</summary>
internal static class HookCost
{
    /// <summary>Most that it may cost, in percent.</summary>
    public const double Bar = 5;

    /// <summary>Percent of time that the hooks add; ratio: speed with / without.</summary>
    public static BenchRow Measure(BenchShape shape, int turns, IProgress<string> progress)
    {
        using var with = new GenerateWork(shape, "f32", 64, Attached.Idle);
        using var without = new GenerateWork(shape, "f32", 64, Attached.None);
        return Of(Pairs(with, without, turns, progress));
    }

    /// <summary>The row of paired turns.</summary>
    internal static BenchRow Of(IReadOnlyList<(Speed With, Speed Without)> pairs)
    {
        var ratio = BenchRow.Median([.. pairs.Select(p => p.With.Wall / p.Without.Wall)]);
        return new BenchRow("hooks.cost", 100 * ((1 / ratio) - 1), null, "% of time", ratio, BenchRow.Median([.. pairs.Select(p => p.With.Cpu / p.Without.Cpu)]), null);
    }

    private static List<(Speed With, Speed Without)> Pairs(IWork with, IWork without, int turns, IProgress<string> progress)
    {
        var pairs = new List<(Speed, Speed)>();
        for (var turn = -1; turn < turns; turn++)
        {
            var first = turn % 2 == 0 ? Speed(with) : null;
            var bare = Speed(without);
            var hooked = first ?? Speed(with);
            progress.Report($"hooks.cost turn {turn + 1} of {turns}: with {hooked.Wall:0} without {bare.Wall:0} tokens/s");
            if (turn >= 0) pairs.Add((hooked, bare));
        }

        return pairs;
    }

    private static Speed Speed(IWork work)
    {
        var (seconds, cpu, units) = Duel.Time(work);
        return new Speed(units / seconds, units / cpu);
    }
}
