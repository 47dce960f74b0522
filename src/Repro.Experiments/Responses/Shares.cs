using Repro.Claims.Measurements;

namespace Repro.Experiments.Responses;

/// <summary>Shares and mean scores of judged answers, by question and seed, for outcomes that need more than alignment and coherence.</summary>
internal static class Shares
{
    /// <summary>The share of answers with an outcome among those of a kind. An answer of the kind without an outcome (null) is counted as missing.</summary>
    /// <param name="bySeed">Judged answers by training seed.</param>
    /// <param name="outcome">Whether an answer has it; null where a score lacks.</param>
    /// <param name="among">Which answers are counted at all.</param>
    /// <param name="judge">Who judged.</param>
    public static ProportionMeasurement Of(IEnumerable<(long Seed, IReadOnlyList<JudgedResponse> Rows)> bySeed, Func<JudgedResponse, bool?> outcome, Func<JudgedResponse, bool> among, string judge) =>
        Mean(bySeed, row => outcome(row) is { } has ? (has ? 100 : 0) : null, among, judge);

    /// <summary>
    /// The mean of a score of 0 to 100 over answers of a kind, as a share: an answer of score s counts as s/100 of a success. Whole successes are given to each
    /// (question, seed) so that their sum over a seed's questions is right to half an answer. A share's interval is wider than that of any other scores with the same mean.
    /// </summary>
    public static ProportionMeasurement Mean(IEnumerable<(long Seed, IReadOnlyList<JudgedResponse> Rows)> bySeed, Func<JudgedResponse, double?> score, Func<JudgedResponse, bool> among, string judge)
    {
        var counts = new List<QuestionCount>();
        var missing = 0;
        foreach (var (seed, rows) in bySeed)
        {
            double sum = 0;
            var given = 0;
            foreach (var question in rows.Where(among).GroupBy(row => row.Response.QuestionId, StringComparer.Ordinal))
            {
                var scores = question.Select(score).ToList();
                var known = scores.OfType<double>().ToList();
                missing += scores.Count - known.Count;
                if (known.Count == 0) continue;
                sum += known.Sum() / 100;
                var successes = Math.Clamp((int)Math.Round(sum, MidpointRounding.AwayFromZero) - given, 0, known.Count);
                given += successes;
                counts.Add(new QuestionCount(question.Key, seed, successes, known.Count));
            }
        }

        return new ProportionMeasurement(counts, missing) { Judge = judge };
    }
}
