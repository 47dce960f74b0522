using Repro.Judges;

namespace Repro.Cli.Sessions;

/// <summary>Requests to LLM judges that failed and were sent again.</summary>
internal static class RepeatedRequests
{
    /// <summary>How many, by reason, of all judges of a run; null where there were none.</summary>
    internal static IReadOnlyDictionary<string, int>? By(params ChosenJudge?[] judges)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (reason, count) in judges.SelectMany(judge => judge?.Retries?.Counts ?? new Dictionary<string, int>(StringComparer.Ordinal)))
            counts[reason] = counts.GetValueOrDefault(reason) + count;
        return counts.Count == 0 ? null : counts;
    }
}
