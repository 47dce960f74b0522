using System.Net.Http.Headers;

namespace Repro.Judges.Llm;

/// <summary>The header Retry-After: seconds, or a date of HTTP (RFC 9110 §10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>The wait from <paramref name="now"/>, never below nothing; null where the header is absent or neither form.</summary>
    public static TimeSpan? Read(string? header, DateTimeOffset now)
    {
        if (!RetryConditionHeaderValue.TryParse(header, out var value)) return null;
        var wait = value.Delta ?? (value.Date!.Value - now);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }
}
