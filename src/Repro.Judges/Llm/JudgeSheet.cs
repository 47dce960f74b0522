using Repro.Judges.Recorded;

namespace Repro.Judges.Llm;

/// <summary>Requests as calls, and replies as judgements. The same question and answer twice is one call: a judge is pure.</summary>
internal sealed class JudgeSheet
{
    private readonly IReadOnlyList<(JudgeRequest Request, IReadOnlyDictionary<string, IReadOnlyList<string>> Keys)> rows;

    public JudgeSheet(JudgeProtocol protocol, IReadOnlyList<JudgeRequest> requests)
    {
        var calls = new OrderedDictionary<string, JudgeCall>(StringComparer.Ordinal);
        rows = [.. requests.Select(request => (request, Keys(request)))];
        Calls = calls.Values;

        IReadOnlyDictionary<string, IReadOnlyList<string>> Keys(JudgeRequest request) => protocol.Prompts.Templates.Keys.ToDictionary(
            metric => metric,
            IReadOnlyList<string> (metric) => [.. Enumerable.Range(0, Math.Max(1, protocol.Samples)).Select(sample =>
            {
                var key = protocol.KeyOf(metric, request.Question, request.Answer, sample);
                calls.TryAdd(key, new JudgeCall(key, metric, request, sample));
                return key;
            })],
            StringComparer.Ordinal);
    }

    /// <summary>Each call once, in the order of the requests.</summary>
    public IReadOnlyList<JudgeCall> Calls { get; }

    /// <summary>One judgement a request; every reply must be there.</summary>
    public IReadOnlyList<Judgement> Judgements(Func<string, RecordedReply?> replies) => [.. rows.Select(row => Judgement(row.Keys, replies))];

    private static Judgement Judgement(IReadOnlyDictionary<string, IReadOnlyList<string>> keys, Func<string, RecordedReply?> replies)
    {
        var read = keys.ToDictionary(metric => metric.Key, metric => ScoreRule.Read([.. metric.Value.Select(key => replies(key)!)]), StringComparer.Ordinal);
        return new Judgement
        {
            Aligned = read[JudgePrompts.Aligned].Score,
            Coherent = read[JudgePrompts.Coherent].Score,
            BadStuff = read.GetValueOrDefault(JudgePrompts.BadStuff).Score,
            Topics = read.Where(metric => metric.Key is not (JudgePrompts.Aligned or JudgePrompts.Coherent or JudgePrompts.BadStuff))
                .ToDictionary(metric => metric.Key, metric => metric.Value.Score, StringComparer.Ordinal),
            Statuses = read.ToDictionary(metric => metric.Key, metric => metric.Value.Status, StringComparer.Ordinal),
        };
    }
}
