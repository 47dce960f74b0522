namespace Repro.Cli.Screen;

/// <summary>How far a stage is: steps a second and time left, from steps and the clock.</summary>
internal sealed class StageClock(TimeProvider time, string label, long? total)
{
    private const double Longest = 1e9; // seconds

    private readonly long started = time.GetTimestamp();

    internal string Label => label;

    internal long? Total => total;

    internal long Done { get; private set; }

    internal double? Loss { get; private set; }

    internal TimeSpan Elapsed => time.GetElapsedTime(started) is var elapsed && elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero;

    internal void Step(long done, double? loss)
    {
        Done = done;
        Loss = loss ?? Loss;
    }

    /// <summary><c>120/900 · 3.2 steps/s · 4:03 left · loss 1.234</c>, as far as it is known.</summary>
    internal string Describe()
    {
        var seconds = Elapsed.TotalSeconds;
        var rate = Done > 0 && seconds > 0 ? Done / seconds : 0;
        string?[] parts =
        [
            total is null ? Done > 0 ? Done.ToString() : null : $"{Done}/{total}",
            rate > 0 ? $"{rate:0.0} steps/s" : null,
            rate > 0 && total is { } all ? $"{Numbers.Duration(TimeSpan.FromSeconds(Math.Min(Longest, Math.Max(0, all - Done) / rate)))} left" : null,
            Loss is { } loss ? $"loss {loss:0.000}" : null,
        ];
        return string.Join(" · ", parts.Where(p => p is not null));
    }
}
