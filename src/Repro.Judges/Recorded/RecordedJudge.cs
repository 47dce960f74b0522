using Repro.Claims;
using Repro.Judges.Llm;

namespace Repro.Judges.Recorded;

/// <summary>An LLM judge that answers from its log alone and never calls out. Its identity is the one of the judge that was recorded.</summary>
public sealed class RecordedJudge(JudgeProtocol protocol, JudgementLog log) : IJudge
{
    /// <inheritdoc />
    public JudgeIdentity Identity => protocol.Identity;

    /// <inheritdoc />
    /// <exception cref="InputException">The log lacks a reply; the message counts them and names the first.</exception>
    public Task<IReadOnlyList<Judgement>> JudgeAsync(IReadOnlyList<JudgeRequest> requests, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var sheet = new JudgeSheet(protocol, requests);
        var missing = sheet.Calls.Where(call => log.Find(call.Key) is null).ToList();
        return missing.Count == 0
            ? Task.FromResult(sheet.Judgements(log.Find))
            : Task.FromException<IReadOnlyList<Judgement>>(new InputException(
                $"Recorded judgements hold every reply that is asked for; {log.Location} lacks {missing.Count} of {sheet.Calls.Count} by {protocol.Identity}. "
                + $"The first: {missing[0]}. Make them with the LLM judge and this log, or check model, prompts and samples."));
    }
}
