namespace Repro.Judges.Llm;

/// <summary>Spaces requests evenly and leaves the server alone for as long as it asks.</summary>
internal sealed class Pacer(int? perMinute, TimeProvider time)
{
    private readonly TimeSpan interval = perMinute is { } rate ? TimeSpan.FromMinutes(1) / rate : TimeSpan.Zero;
    private readonly Lock gate = new();
    private DateTimeOffset free = DateTimeOffset.MinValue;
    private DateTimeOffset hold = DateTimeOffset.MinValue;

    /// <summary>Returns when the next request may be sent.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset slot;
        lock (gate)
        {
            var now = time.GetUtcNow();
            slot = free > now ? free : now;
            free = slot + interval;
        }

        while (Rest(slot) is { } wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Sends nothing for that long.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + wait;
            if (until > hold) hold = until;
        }
    }

    private TimeSpan? Rest(DateTimeOffset slot)
    {
        lock (gate) return (slot > hold ? slot : hold) - time.GetUtcNow();
    }
}
