using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;

namespace Repro.Claims.Noise;

/// <summary>
/// The verdict of each claim if its judge erred: symmetric flips and normal errors of growing size in the stored scores. Metrics, controls and preconditions
/// that follow from scores are all counted again; the others stay, and so does a control that asks for unchanged pairs, which tests the intervention's code and
/// not the judge. The result itself is the verdict without noise.
/// </summary>
public static class JudgeNoise
{
    /// <summary>Rates in %, beside 0.</summary>
    public static IReadOnlyList<double> Rates { get; } = [1, 2, 5, 10];

    /// <summary>The results with <see cref="ClaimResult.JudgeNoise"/> where a metric of the claim follows from scores.</summary>
    /// <param name="claims">The claims, in the order of the results.</param>
    /// <param name="results">What was decided of them.</param>
    /// <param name="book">The measurements that it was decided from.</param>
    /// <param name="scores">The scores behind them; null: none, and the results stay as they are.</param>
    /// <exception cref="InputException">A measurement is of the wrong kind.</exception>
    public static IReadOnlyList<ClaimResult> Add(IReadOnlyList<Claim> claims, IReadOnlyList<ClaimResult> results, IReadOnlyDictionary<string, Measurement> book, JudgedScores? scores)
    {
        if (scores is null)
            return results;
        int[] asked = [.. Enumerable.Range(0, claims.Count).Where(at => results[at].Value is not null && claims[at].MetricsIn(results[at].Tier).Any(scores.Metrics.ContainsKey))];
        if (asked.Length == 0)
            return results;
        var models = NoiseModel.Kinds.SelectMany(kind => Rates.Select(rate => new NoiseModel(kind, rate))).ToList();
        var rows = models.AsParallel().AsOrdered().Select(model =>
        {
            var noisy = Book(scores, model);
            return asked.Select(at => Row(model, Decider.Judge(claims[at], results[at].Tier, Read(claims[at], results[at].Tier, book, noisy)))).ToList();
        }).ToList();
        return [.. results.Select((result, at) => Array.IndexOf(asked, at) is >= 0 and var place ? result with { JudgeNoise = [.. rows.Select(model => model[place])] } : result)];
    }

    /// <summary>The least rate of a kind at which the verdict is another than without noise; null: none of <see cref="Rates"/>.</summary>
    public static double? ChangesAt(ClaimResult result, string kind)
        => result.JudgeNoise?.Where(row => row.Kind == kind && row.Verdict != result.Verdict).Select(row => (double?)row.Rate).Min();

    private static NoiseRow Row(NoiseModel model, ClaimResult result) => new(model.Kind, model.Rate, result.Value, result.Interval, result.Verdict);

    /// <summary>Every metric that follows from scores, counted from noisy ones.</summary>
    private static Dictionary<string, Measurement> Book(JudgedScores scores, NoiseModel model)
    {
        var conditions = scores.Conditions.ToDictionary(c => c.Key, c => c.Value[0].Blocks.Select(block => model.Of(c.Key, block)).ToList(), StringComparer.Ordinal);
        return scores.Metrics.ToDictionary(
            m => m.Key,
            m => m.Value.Before is { } before
                ? (Measurement)ScoreTally.Paired(conditions[before].Zip(conditions[m.Value.Condition]), m.Value.Outcome, m.Value.Cuts, scores.Conditions[before][0].Judge)
                : ScoreTally.Share(conditions[m.Value.Condition], m.Value.Outcome, m.Value.Cuts, scores.Conditions[m.Value.Condition][0].Judge),
            StringComparer.Ordinal);
    }

    private static Dictionary<string, Measurement> Read(Claim claim, string tier, IReadOnlyDictionary<string, Measurement> book, Dictionary<string, Measurement> noisy)
    {
        var machinery = claim.ControlsIn(tier).Concat(claim.PreconditionsIn(tier)).Where(c => c.Rule == ControlRule.Unchanged).Select(c => c.Metric).ToHashSet(StringComparer.Ordinal);
        return claim.KeysIn(tier).Where(book.ContainsKey).ToDictionary(key => key, key => !machinery.Contains(key) && noisy.TryGetValue(key, out var counted) ? counted : book[key], StringComparer.Ordinal);
    }
}
