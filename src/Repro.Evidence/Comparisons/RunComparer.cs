using Repro.Claims;
using Repro.Claims.Goldens;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Statistics;
using Repro.Evidence.Runs;

namespace Repro.Evidence.Comparisons;

/// <summary>Compares two runs, or a run and the approved results, claim by claim: answer by answer where both sides hold the scores of the same condition.</summary>
public sealed class RunComparer
{
    private readonly ComparedRun a;
    private readonly ComparedRun b;
    private readonly AnswerPairs? pairs;
    private readonly Dictionary<string, ClaimChange> amended;

    private RunComparer(ComparedRun a, ComparedRun b)
    {
        (this.a, this.b) = (a, b);
        pairs = a.Scores is { } one && b.Scores is { } two ? new AnswerPairs(one, two) : null;
        amended = ClaimChange.Between(a.Ledger, b.Ledger).Where(change => change.Kind == ChangeKind.Amended).ToDictionary(change => change.Id, StringComparer.Ordinal);
    }

    /// <summary>Everything that differs.</summary>
    /// <exception cref="InputException">An approved result is malformed.</exception>
    public static RunComparison Compare(ComparedRun a, ComparedRun b)
    {
        var comparer = new RunComparer(a, b);
        return new RunComparison(
            SideOf(a),
            SideOf(b),
            [.. comparer.Ids().Select(comparer.Claim)],
            a.Provenance is { } one && b.Provenance is { } two ? ProvenanceDifferences.Of(one, two) : [],
            [.. comparer.Notes()]);
    }

    private static RunComparison.Side SideOf(ComparedRun run) => new(
        run.Name,
        run.Run,
        run.Tier,
        run.Provenance is { } made ? made.Commit + (made.Dirty ? " (dirty)" : "") : null,
        run.Provenance?.Finished);

    /// <summary>Every claim of either run; beside approved results, those of the run that have one.</summary>
    private IEnumerable<string> Ids() => a.Run is null || b.Run is null ? a.Ids.Intersect(b.Ids, StringComparer.Ordinal) : a.Ids.Union(b.Ids, StringComparer.Ordinal);

    private IEnumerable<string> Notes()
    {
        if (a.Tier != b.Tier) yield return $"A is of the {a.Tier} tier, B of the {b.Tier} tier: their values are of different models.";
        if (a.Run is null || b.Run is null)
        {
            yield return "An approved result says nothing of how it was made: only its summaries are compared.";
            string[] without = [.. (a.Run is null ? b.Ids.Except(a.Ids, StringComparer.Ordinal) : a.Ids.Except(b.Ids, StringComparer.Ordinal))];
            if (without.Length > 0) yield return $"No result is approved of {string.Join(", ", without)}.";
        }
        else if (pairs is null) yield return $"Only the summaries are compared: the judged answers of {(a.Scores is null ? b.Scores is null ? "either side" : "A" : "B")} are not here.";
    }

    private ClaimComparison Claim(string id)
    {
        var (one, two) = (a.Find(id), b.Find(id));
        var row = a.Rows.Concat(b.Rows).FirstOrDefault(r => r.Id == id);
        IReadOnlyList<string> keys = [.. Metrics(a, id).Union(Metrics(b, id), StringComparer.Ordinal)];
        return new ClaimComparison
        {
            Id = id,
            Title = row?.Title ?? "",
            Unit = row?.Unit ?? "",
            A = one,
            B = two,
            Difference = one?.Value is { } from && two?.Value is { } to ? Difference(id, one, from, two, to) : null,
            Answers = pairs?.Of(keys) ?? [],
            Reproduction = ToApproved(id),
            Amended = amended.GetValueOrDefault(id)?.Fields ?? [],
        };
    }

    private static IReadOnlyList<string> Metrics(ComparedRun run, string id) => run.Metrics.GetValueOrDefault(id) ?? [];

    private ValueChange Difference(string id, ComparedClaim one, double from, ComparedClaim two, double to)
    {
        bool? overlap = one.Interval is [var low, var high] && two.Interval is [var other, var top] ? new Interval(low, high).Overlaps(new Interval(other, top)) : null;
        // A claim that is one share has an interval of its difference; what is computed from several has those of its parts.
        if (Metrics(a, id) is [var metric] && Metrics(b, id) is [var same] && metric == same)
        {
            if (pairs?.Share(metric) is { Pairs: > 0, Unpaired: 0 } share && Near(share.A, from) && Near(share.B, to))
                return new ValueChange(share.Difference, share.Interval, "paired", share.Pairs, overlap);
            if (!from.Equals(to) && Counts(a, metric, from) is { } first && Counts(b, metric, to) is { } second)
            {
                var interval = ShareDifference.Independent(second, first, AnswerPairs.Alpha);
                return new ValueChange(to - from, [100 * interval.Low, 100 * interval.High], "independent", 0, overlap);
            }
        }

        return new ValueChange(to - from, null, from.Equals(to) && (one.Interval ?? []).SequenceEqual(two.Interval ?? []) ? "equal" : "summaries", 0, overlap);
    }

    /// <summary>Counts of a share whose percentage is the claim's value; null where the claim is something else.</summary>
    private static IReadOnlyList<QuestionCount>? Counts(ComparedRun run, string metric, double value) =>
        run.Book.GetValueOrDefault(metric) is ProportionMeasurement { Counts: { } counts } && counts.Sum(c => c.Trials) is > 0 and var trials && Near(100.0 * counts.Sum(c => c.Successes) / trials, value) ? counts : null;

    private static bool Near(double x, double y) => Math.Abs(x - y) <= 1e-9 * Math.Max(1, Math.Abs(y));

    private Reproduction? ToApproved(string id)
    {
        var (run, approved) = a.Approved.Count > 0 ? (b, a) : (a, b);
        return approved.Approved.TryGetValue(id, out var golden) && run.Rows.FirstOrDefault(r => r.Id == id) is { } row && row.Tier == approved.Tier ? GoldenComparer.Compare(row, golden).Reproduction : null;
    }
}
