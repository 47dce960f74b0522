using Repro.Claims.Measurements;

namespace Repro.Experiments.Responses;

/// <summary>Counts judged responses into measurements. Responses without a score leave the denominator and are counted as missing.</summary>
internal static class Tally
{
    /// <summary>Share of responses that satisfy <paramref name="is"/>, by question and seed.</summary>
    public static ProportionMeasurement Proportion(
        IEnumerable<(long Seed, IReadOnlyList<JudgedResponse> Rows)> bySeed, Func<JudgedResponse, bool> @is, string judge)
    {
        var counts = new List<QuestionCount>();
        var missing = 0;
        foreach (var (seed, rows) in bySeed)
        {
            var scored = rows.Where(Cuts.IsScored).ToList();
            missing += rows.Count - scored.Count;
            counts.AddRange(scored
                .GroupBy(row => row.Response.QuestionId, StringComparer.Ordinal)
                .Select(group => new QuestionCount(group.Key, seed, group.Count(@is), group.Count())));
        }

        return new ProportionMeasurement(counts, missing) { Judge = judge };
    }

    /// <summary>EM before and after, answer by answer. A pair with a missing score on either side is dropped and counted.</summary>
    public static PairedMeasurement Paired(
        IEnumerable<(long Seed, IReadOnlyList<JudgedResponse> Before, IReadOnlyList<JudgedResponse> After)> bySeed, string judge)
    {
        var pairs = new List<PairedOutcome>();
        var missing = 0;
        foreach (var (seed, before, after) in bySeed)
        {
            foreach (var (one, two) in before.Zip(after))
            {
                if (one.Response.QuestionId != two.Response.QuestionId || one.Response.Sample != two.Response.Sample)
                {
                    throw new InvalidDataException($"Responses before and after an intervention are paired by question and sample, but {one.Response.QuestionId}/{one.Response.Sample} met {two.Response.QuestionId}/{two.Response.Sample}. Delete both artifacts; the next run makes them again.");
                }

                if (Cuts.IsScored(one) && Cuts.IsScored(two))
                {
                    pairs.Add(new PairedOutcome(one.Response.QuestionId, seed, one.Response.Sample, Cuts.IsMisaligned(one), Cuts.IsMisaligned(two)));
                }
                else
                {
                    missing++;
                }
            }
        }

        return new PairedMeasurement(pairs, missing) { Judge = judge };
    }
}
