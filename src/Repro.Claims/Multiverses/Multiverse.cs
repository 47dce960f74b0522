using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;

namespace Repro.Claims.Multiverses;

/// <summary>
/// The verdict of each claim under each analysis choice: cuts of alignment and coherence, at the cut or beyond it, missing scores dropped or at their
/// worst, incoherent answers in the denominator or out of it, each question left out, each judge. Metrics, controls and preconditions that follow from
/// scores are all counted again (missing scores at their worst: the metrics alone); the others stay. The default choice is the result itself.
/// </summary>
public static class Multiverse
{
    private static readonly EstimandKind[] Kinds =
        [EstimandKind.Proportion, EstimandKind.Ratio, EstimandKind.Cut, EstimandKind.Equivalence, EstimandKind.Population, EstimandKind.Difference];

    /// <summary>The results with <see cref="ClaimResult.Multiverse"/> where a metric of the claim follows from scores.</summary>
    /// <param name="claims">The claims, in the order of the results.</param>
    /// <param name="results">What was decided of them.</param>
    /// <param name="book">The measurements that it was decided from.</param>
    /// <param name="scores">The scores behind them; null: none, and the results stay as they are.</param>
    /// <exception cref="InputException">A measurement is of the wrong kind.</exception>
    public static IReadOnlyList<ClaimResult> Add(IReadOnlyList<Claim> claims, IReadOnlyList<ClaimResult> results, IReadOnlyDictionary<string, Measurement> book, JudgedScores? scores)
    {
        if (scores is null)
            return results;
        var asked = claims.Zip(results).SelectMany((row, at) => Choices(row.First, row.Second, scores).Select(choice => (At: at, Choice: choice))).ToList();
        var rows = asked.GroupBy(a => (a.Choice.Name, a.Choice.Judge)).AsParallel()
            .SelectMany(group =>
            {
                var counts = new Retally(scores, group.First().Choice);
                return group.Select(a => (a.At, a.Choice.Name, Row: Decide(claims[a.At], results[a.At].Tier, a.Choice, counts, book, scores)));
            })
            .ToDictionary(r => (r.At, r.Name), r => r.Row);
        return [.. results.Select((result, at) => asked.Where(a => a.At == at).Select(a => rows[(at, a.Choice.Name)]).ToList() is { Count: > 0 } own ? result with { Multiverse = own } : result)];
    }

    private static IEnumerable<AnalysisChoice> Choices(Claim claim, ClaimResult result, JudgedScores scores)
    {
        var own = claim.MetricsIn(result.Tier).Where(scores.Metrics.ContainsKey).Select(k => scores.Metrics[k]).ToList();
        if (result.Value is null || own.Count == 0 || !Kinds.Contains(claim.Estimand))
            return [];
        var all = claim.KeysIn(result.Tier).Where(scores.Metrics.ContainsKey).Select(k => scores.Metrics[k]).ToList();
        var conditions = all.SelectMany(m => m.Conditions).Distinct().Select(c => scores.Conditions[c]).ToList();
        var first = conditions[0];
        return AnalysisChoice.Of(
            [.. all.Select(m => m.Outcome).Distinct()],
            own[0].Cuts,
            conditions.SelectMany(c => c[0].Blocks).Any(b => b.Aligned.Contains(null) || b.Coherent.Contains(null) || b.Topic?.Contains(null) == true),
            [.. own.SelectMany(m => m.Conditions).SelectMany(c => scores.Conditions[c][0].Blocks).Select(b => b.Question).Distinct()],
            [.. first.TakeWhile((judge, i) => conditions.TrueForAll(c => c.Count > i && c[i].Judge == judge.Judge)).Select(j => j.Judge)]);
    }

    private static MultiverseRow Decide(Claim claim, string tier, AnalysisChoice choice, Retally counts, IReadOnlyDictionary<string, Measurement> book, JudgedScores scores)
    {
        MultiverseRow Under(MissingScores missing)
        {
            var again = new Dictionary<string, Measurement>();
            var metrics = claim.MetricsIn(tier);
            foreach (var key in claim.KeysIn(tier).Where(book.ContainsKey))
                again[key] = !scores.Metrics.ContainsKey(key) ? book[key] : counts.Of(key, !metrics.Contains(key) ? MissingScores.Dropped : IsReference(claim, metrics, key) ? Opposite(missing) : missing);
            var result = Decider.Judge(claim, tier, again);
            return new MultiverseRow(choice.Name, result.Value, result.Interval, result.Verdict);
        }
        if (!choice.Worst)
            return Under(MissingScores.Dropped);
        return Worse(claim, Under(MissingScores.Without), Under(MissingScores.With));
    }

    /// <summary>Whether the metric is what another is divided by, or what is subtracted.</summary>
    private static bool IsReference(Claim claim, IReadOnlyList<string> metrics, string key)
        => claim.Estimand is EstimandKind.Ratio or EstimandKind.Difference && metrics is [_, var second] && key == second;

    private static MissingScores Opposite(MissingScores missing) => missing switch
    {
        MissingScores.With => MissingScores.Without,
        MissingScores.Without => MissingScores.With,
        _ => missing,
    };

    /// <summary>The one that says less for the claim; of two that say the same, the one whose value stands worse.</summary>
    private static MultiverseRow Worse(Claim claim, MultiverseRow one, MultiverseRow other)
    {
        int Rank(MultiverseRow row) => row.Verdict switch { Verdict.Supported => 1, Verdict.Refuted => -1, _ => 0 };
        double Standing(MultiverseRow row) => claim.Comparator switch
        {
            Comparator.Greater or Comparator.GreaterOrEqual => row.Value ?? double.NegativeInfinity,
            Comparator.Within => -Math.Abs(row.Value ?? double.PositiveInfinity),
            _ => -(row.Value ?? double.PositiveInfinity),
        };
        return (Rank(one), Standing(one)).CompareTo((Rank(other), Standing(other))) <= 0 ? one : other;
    }
}
