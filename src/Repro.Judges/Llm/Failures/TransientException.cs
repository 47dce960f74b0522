namespace Repro.Judges.Llm.Failures;

/// <summary>A request failed in a way that may pass.</summary>
/// <param name="reason">What happened, in words, some of which may be the server's.</param>
/// <param name="kind">The same in a few words of ours.</param>
/// <param name="answered">True when the server said that it did not do the work, so that only the request counts and no token.</param>
/// <param name="retryAfter">How long the server wants to be left alone.</param>
/// <param name="inner">What caused it.</param>
internal sealed class TransientException(string reason, string kind, bool answered, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(reason, inner)
{
    public string Kind => kind;

    public bool Answered => answered;

    public TimeSpan? RetryAfter => retryAfter;
}
