namespace Repro.Judges.Llm;

/// <summary>Spaces requests evenly and leaves the server alone for as long as it asks. Counts time that only goes forward: a clock that is set back holds nobody up.</summary>
internal sealed class Pacer(int? perMinute, TimeProvider time)
{
    private readonly TimeSpan interval = perMinute is { } rate ? TimeSpan.FromMinutes(1) / rate : TimeSpan.Zero;
    private readonly Lock gate = new();
    private readonly long start = time.GetTimestamp();
    private TimeSpan free;
    private TimeSpan hold;

    private TimeSpan Now => time.GetElapsedTime(start);

    /// <summary>Returns when the next request may be sent.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan slot;
        lock (gate)
        {
            var now = Now;
            slot = free > now ? free : now;
            free = slot + interval;
        }

        while (Rest(slot) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Sends nothing for that long.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (gate)
        {
            var until = Now + wait;
            if (until > hold) hold = until;
        }
    }

    private TimeSpan Rest(TimeSpan slot)
    {
        lock (gate) return (slot > hold ? slot : hold) - Now;
    }
}
