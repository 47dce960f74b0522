using Repro.Claims.Statistics;

namespace Repro.Claims.Calibrating;

/// <summary>Runs the intervals and tests of the decider in simulated worlds whose truth is known.</summary>
public static class Calibrator
{
    /// <summary>Level of every one-sided test.</summary>
    public const double Alpha = 0.05;

    private const int Worlds = 1000;
    private const int Chunk = 20;

    /// <summary>What the calibration runs, without rates.</summary>
    public static IReadOnlyList<(string Estimand, string World, string Method, CalibrationKind Kind)> Plan
        => [.. All().SelectMany(w => w.Methods.Select(m => (w.Estimand, w.Name, m.Name, m.Kind)))];

    /// <summary>
    /// All rows. World i of a row draws from a stream of its own, named by seed, row and i, so that the number of threads changes nothing.
    /// </summary>
    /// <param name="size">How many worlds.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <param name="seed">Names the streams.</param>
    /// <param name="stop">Stops between worlds.</param>
    /// <param name="estimand">Only the rows of this estimand; null: all.</param>
    /// <param name="progress">Told the work done so far and all of it, in plain worlds: a dear one counts for several. From any thread, one at a time.</param>
    /// <exception cref="InputException">No row is of this estimand.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static IReadOnlyList<CalibrationRow> Run(CalibrationSize size, int threads, string seed = "calibration", CancellationToken stop = default, string? estimand = null, Action<long, long>? progress = null)
    {
        List<World> worlds = [.. All().Where(w => estimand is null || w.Estimand == estimand)];
        return worlds.Count > 0
            ? Simulate(worlds, size, threads, seed, stop, progress)
            : throw new InputException($"The calibration has the estimands {string.Join("; ", All().Select(w => w.Estimand).Distinct())}; got '{estimand}'.");
    }

    internal static IReadOnlyList<CalibrationRow> Simulate(IReadOnlyList<World> worlds, CalibrationSize size, int threads, string seed, CancellationToken stop, Action<long, long>? progress = null)
    {
        var counts = worlds.Select(w => (Supported: new int[w.Methods.Count], Refuted: new int[w.Methods.Count], Worlds: size == CalibrationSize.Full ? 10 * Worlds : Worlds / w.Cost)).ToArray();
        var chunks = worlds.SelectMany((_, w) => Enumerable.Range(0, (counts[w].Worlds + Chunk - 1) / Chunk).Select(c => (World: w, First: c * Chunk))).ToArray();
        var all = worlds.Select((world, w) => (long)world.Cost * counts[w].Worlds).Sum();
        var (done, gate) = (0L, new Lock());
        progress?.Invoke(0, all);
        Parallel.For(0, chunks.Length, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = stop }, chunk =>
        {
            var (w, first) = chunks[chunk];
            var end = Math.Min(first + Chunk, counts[w].Worlds);
            for (var i = first; i < end; i++)
            {
                stop.ThrowIfCancellationRequested();
                var verdicts = worlds[w].Judge(new SplitMix($"{seed} {worlds[w].Estimand} {worlds[w].Name} {i}"));
                for (var m = 0; m < verdicts.Count; m++)
                {
                    if (verdicts[m] == Verdict.Supported)
                        Interlocked.Increment(ref counts[w].Supported[m]);
                    if (verdicts[m] == Verdict.Refuted)
                        Interlocked.Increment(ref counts[w].Refuted[m]);
                }
            }
            lock (gate) progress?.Invoke(done += (long)worlds[w].Cost * (end - first), all);
        });
        return [.. worlds.SelectMany((w, i) => w.Methods.Select((method, m) => new CalibrationRow(
            w.Estimand, w.Name, method.Name, method.Kind, (double)counts[i].Supported[m] / counts[i].Worlds, (double)counts[i].Refuted[m] / counts[i].Worlds, counts[i].Worlds)))];
    }

    private static IReadOnlyList<World> All() =>
        [.. ShareWorlds.All, .. PopulationWorlds.All, .. PairedWorlds.All, .. DifferenceWorlds.All, .. CosineWorlds.All, .. AccuracyWorlds.All, .. OrderedWorlds.All, .. StepWorlds.All, .. ManyWorlds.All];
}
