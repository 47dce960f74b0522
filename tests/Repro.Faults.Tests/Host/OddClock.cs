namespace Repro.Faults.Tests.Host;

/// <summary>A clock that runs faster than the world's, so that what happens every half minute happens in a test too; or backwards, as one that is set back does.</summary>
/// <param name="factor">Its seconds a second.</param>
internal sealed class OddClock(double factor) : TimeProvider
{
    private readonly long start = System.GetTimestamp();
    private readonly DateTimeOffset now = System.GetUtcNow();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => (long)(System.GetElapsedTime(start).Ticks * factor);

    public override DateTimeOffset GetUtcNow() => now + TimeSpan.FromTicks(GetTimestamp());
}
