using Polly;
using Polly.Retry;
using Repro.Judges.Llm.Failures;
using Repro.Judges.Recorded;

namespace Repro.Judges.Llm;

/// <summary>
/// Sends a call within budget and pace, and repeats it while its failures may pass; each repetition is logged before it is waited for. A reply is never
/// repeated: what is returned here goes into the log of replies, where the first of a key stands, and a call with a reply in it is not made.
/// </summary>
internal sealed class CallSender
{
    private readonly JudgeProtocol protocol;
    private readonly LlmOptions options;
    private readonly ChatEndpoint endpoint;
    private readonly Meter meter;
    private readonly Pacer pacer;
    private readonly ServedModel served;
    private static readonly ResiliencePropertyKey<JudgeCall> Call = new("call");

    private readonly ResiliencePipeline retry;

    public CallSender(JudgeProtocol protocol, LlmOptions options, ChatEndpoint endpoint, Meter meter, ServedModel served, RetryLog retries, TimeProvider time)
    {
        this.protocol = protocol;
        this.options = options;
        this.endpoint = endpoint;
        this.meter = meter;
        this.served = served;
        pacer = new Pacer(options.RequestsPerMinute, time);
        retry = options.Retries == 0 ? ResiliencePipeline.Empty : new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<TransientException>(),
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = options.FirstWait,
            MaxDelay = options.LongestWait,
            DelayGenerator = failed => ValueTask.FromResult((failed.Outcome.Exception as TransientException)?.RetryAfter),
            OnRetry = failed =>
            {
                retries.Add(new JudgeRetry(time.GetUtcNow(), failed.Context.Properties.GetValue(Call, null!), failed.AttemptNumber + 1, ((TransientException)failed.Outcome.Exception!).Kind, failed.RetryDelay));
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>One reply. <paramref name="halt"/> ends waits and repetitions; <paramref name="stop"/> also the request under way.</summary>
    public async Task<RecordedReply> SendAsync(JudgeCall call, CancellationToken halt, CancellationToken stop)
    {
        var context = ResilienceContextPool.Shared.Get(halt);
        context.Properties.Set(Call, call);
        try
        {
            return await retry.ExecuteAsync(async running => await TryAsync(call, running.CancellationToken, stop), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<RecordedReply> TryAsync(JudgeCall call, CancellationToken halt, CancellationToken stop)
    {
        var prompt = protocol.Prompts.Fill(call.Metric, call.Request.Question, call.Request.Answer);
        var most = ChatBody.Most(protocol, prompt);
        await meter.ReserveAsync(most, halt);
        JudgeCost used = default;
        try
        {
            await pacer.WaitAsync(halt);
            used = most; // from here on the server may do the work, whatever is heard of it
            var reply = await endpoint.SendAsync(call, prompt, stop);
            used = new JudgeCost(1, reply.PromptTokens ?? most.PromptTokens, reply.AnswerTokens ?? most.AnswerTokens);
            served.Check(reply);
            if (reply.Top is { } top && ScoreRule.SplitsNumbers(top))
                throw new RefusedException($"'{protocol.Model}' writes numbers digit by digit, so that its first token is no score. Ask for sampled replies instead of log probabilities");
            return reply;
        }
        catch (TransientException failure) when (failure.Answered)
        {
            used = new JudgeCost(1, 0, 0);
            if (failure.RetryAfter > options.LongestWait) throw new SentAwayException(options.BaseUrl, failure.RetryAfter.Value, options.LongestWait);
            pacer.Hold(failure.RetryAfter ?? TimeSpan.Zero);
            throw;
        }
        finally
        {
            meter.Settle(most, used);
        }
    }
}
