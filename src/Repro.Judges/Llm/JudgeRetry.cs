namespace Repro.Judges.Llm;

/// <summary>A request that failed and is sent again: one line of a <see cref="RetryLog"/>.</summary>
/// <param name="At">When it failed, UTC.</param>
/// <param name="Key">Key of the reply that is asked for, as in the log of replies.</param>
/// <param name="Metric">What is asked.</param>
/// <param name="QuestionId">The question whose answer is judged.</param>
/// <param name="Sample">Which of several replies.</param>
/// <param name="Attempt">Which attempt failed, from 1.</param>
/// <param name="Reason">HTTP and its status, timeout, broken connection or unusable reply. Nothing that the server said.</param>
/// <param name="WaitSeconds">How long the next attempt waits.</param>
public sealed record JudgeRetry(DateTimeOffset At, string Key, string Metric, string QuestionId, int Sample, int Attempt, string Reason, double WaitSeconds)
{
    internal JudgeRetry(DateTimeOffset at, JudgeCall call, int attempt, string reason, TimeSpan wait)
        : this(at, call.Key, call.Metric, call.Request.QuestionId, call.Sample, attempt, reason, wait.TotalSeconds)
    {
    }
}
