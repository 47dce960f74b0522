using System.Diagnostics;

namespace Repro.Judges.Tests.Servers;

/// <summary>A clock that runs faster than the real one. No timer is early.</summary>
internal sealed class ScaledTime(double speed) : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly long began = Stopwatch.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => Start + (Stopwatch.GetElapsedTime(began) * speed);

    public override long GetTimestamp() => began + (long)((Stopwatch.GetTimestamp() - began) * speed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.FromMilliseconds(Math.Ceiling((dueTime / speed).TotalMilliseconds) + 1), Timeout.InfiniteTimeSpan);
}
