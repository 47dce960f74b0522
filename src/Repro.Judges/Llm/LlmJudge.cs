using System.Runtime.ExceptionServices;
using Repro.Claims;
using Repro.Judges.Llm.Failures;
using Repro.Judges.Recorded;

namespace Repro.Judges.Llm;

/// <summary>
/// Scores answers by a language model behind an OpenAI-compatible server. Every reply is looked up in the log first and recorded there before
/// its score is used, so that judging goes on where it ended, however it ended.
/// </summary>
public sealed class LlmJudge : IJudge
{
    private readonly JudgeProtocol protocol;
    private readonly LlmOptions options;
    private readonly JudgementLog log;
    private readonly Meter meter;
    private readonly ServedModel served;
    private readonly CallSender sender;

    /// <summary>A judge. Nothing is sent yet.</summary>
    /// <param name="protocol">What is asked.</param>
    /// <param name="options">How the server is reached.</param>
    /// <param name="log">Where replies are kept.</param>
    /// <param name="http">Sends; its own timeout should be none. The caller disposes it.</param>
    /// <param name="key">The server's key, null where it needs none. It goes into the request's header and nowhere else.</param>
    /// <param name="time">The clock of timeouts, waits and pace.</param>
    /// <exception cref="InputException">An option is out of bounds.</exception>
    public LlmJudge(JudgeProtocol protocol, LlmOptions options, JudgementLog log, HttpClient http, string? key, TimeProvider time)
    {
        this.protocol = protocol;
        this.options = options.Checked();
        this.log = log;
        meter = new Meter(options.Budget);
        served = new ServedModel(protocol.Model, options.ServedAs);
        Retries = new RetryLog(log.Location);
        sender = new CallSender(protocol, options, new ChatEndpoint(protocol, options, http, key, time), meter, served, Retries, time);
    }

    /// <inheritdoc />
    public JudgeIdentity Identity => protocol.Identity;

    /// <summary>The requests that were repeated.</summary>
    public RetryLog Retries { get; }

    /// <summary>What this judge has spent so far.</summary>
    public JudgeCost Spent => meter.Spent;

    /// <inheritdoc />
    /// <exception cref="InputException">The server will not answer what is asked: key, model, URL or prompt.</exception>
    /// <exception cref="JudgingStoppedException">Retries or the budget ran out.</exception>
    public async Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<JudgeRequest> requests, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sheet = new JudgeSheet(protocol, requests);
        var round = new JudgeRound(sender, log, options.Concurrency);
        Exception? cause;
        try
        {
            await round.RunAsync(Missing(sheet), cancellationToken);
            cause = round.Cause;
        }
        catch (RefusedException other)
        {
            cause = other; // the log itself holds replies of another model
        }

        return cause is null ? sheet.Judgements(log.Find) : throw Stopped(cause, sheet);
    }

    private List<JudgeCall> Missing(JudgeSheet sheet)
    {
        var missing = new List<JudgeCall>();
        foreach (var call in sheet.Calls)
        {
            if (log.Find(call.Key) is { } reply) served.Check(reply);
            else missing.Add(call);
        }

        return missing;
    }

    private Exception Stopped(Exception cause, JudgeSheet sheet)
    {
        var judged = sheet.Calls.Count(call => log.Find(call.Key) is not null);
        var missing = sheet.Calls.Count - judged;
        var rest = $"{judged} of {sheet.Calls.Count} replies of {protocol.Identity} are recorded in {log.Location}, {missing} are not";
        switch (cause)
        {
            case RefusedException:
                return new InputException($"The judge cannot go on: {cause.Message}. {rest}; the same command then goes on from there.", cause);
            case BudgetSpentException:
                return new JudgingStoppedException($"Judging stopped: {cause.Message}. {rest}; the same command goes on from there with a budget of its own.", judged, missing, cause);
            case SentAwayException:
                return new JudgingStoppedException($"Judging stopped: {cause.Message}. {rest}; the same command goes on from there, later.", judged, missing, cause);
            case TransientException:
                return new JudgingStoppedException($"Judging stopped: {options.BaseUrl} failed {options.Retries + 1} times in a row for one request, last with {cause.Message}. {rest}; the same command goes on from there.", judged, missing, cause);
            default:
                ExceptionDispatchInfo.Throw(cause);
                return cause;
        }
    }
}
