using Repro.Claims.Deciding;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;
using Repro.Claims.Statistics;

namespace Repro.Claims;

/// <summary>Decides a claim while its answers come in blocks, and stops as soon as they decide, at the claim's overall level.</summary>
public static class Sequential
{
    /// <summary>
    /// Looks behind every block at all answers so far, each look at the level of <see cref="AlphaSpending.Levels"/> for its share of the
    /// planned answers; the first look that is not Inconclusive ends it. Each one-sided error of the whole keeps the claim's alpha. Blocks
    /// beyond the planned number count as the last look.
    /// </summary>
    /// <param name="claim">A claim on one metric of shares or pairs.</param>
    /// <param name="blocks">Answers in the order in which they came: all <see cref="ProportionMeasurement"/> or all <see cref="PairedMeasurement"/>.</param>
    /// <param name="planned">Answers that the plan ends with.</param>
    /// <exception cref="InputException">The blocks are empty, of another or of mixed kind, or the plan has no answers.</exception>
    public static SequentialDecision Decide(Claim claim, IReadOnlyList<Measurement> blocks, long planned)
        => Decide(claim, blocks, planned, fractions => AlphaSpending.Levels(fractions, claim.Alpha));

    internal static SequentialDecision Decide(Claim claim, IReadOnlyList<Measurement> blocks, long planned, Func<IReadOnlyList<double>, IReadOnlyList<double>> spending)
    {
        if (blocks.Count == 0 || planned <= 0 || blocks.Any(b => Answers(b) == 0))
            throw new InputException($"Sequential looks need at least one block, each with answers, and a plan of at least one answer; got {blocks.Count} blocks and a plan of {planned}.");
        var totals = blocks.Select((_, i) => blocks.Take(i + 1).Sum(Answers)).ToList();
        var looks = totals.FindIndex(t => t >= planned) is >= 0 and var last ? last + 1 : blocks.Count;
        var levels = spending([.. totals.Take(looks).Select(t => Math.Min(1, (double)t / planned))]);
        for (var look = 1; ; look++)
        {
            var estimate = Estimator.Of(claim with { Alpha = levels[look - 1] }, [("blocks", Merge(blocks.Take(look)))]);
            var verdict = Rule.Judge(claim, estimate.Interval);
            if (verdict != Verdict.Inconclusive || look == looks)
                return new SequentialDecision(verdict, look, totals[look - 1], planned, estimate.Value, [estimate.Interval.Low, estimate.Interval.High], levels[look - 1]);
        }
    }

    private static long Answers(Measurement block) => block switch
    {
        ProportionMeasurement p => p.Counts.Sum(c => c.Trials),
        PairedMeasurement p => p.Pairs.Count,
        _ => throw new InputException($"Sequential looks are at proportions or pairs; got a {block.GetType().Name}."),
    };

    private static Measurement Merge(IEnumerable<Measurement> blocks)
    {
        var all = blocks.ToList();
        if (all.All(b => b is PairedMeasurement))
            return new PairedMeasurement([.. all.Cast<PairedMeasurement>().SelectMany(b => b.Pairs)]);
        if (!all.All(b => b is ProportionMeasurement))
            throw new InputException($"Sequential looks are at blocks of one kind; got {string.Join(", ", all.Select(b => b.GetType().Name).Distinct())}.");
        return new ProportionMeasurement([.. all.Cast<ProportionMeasurement>().SelectMany(b => b.Counts).GroupBy(c => (c.Question, c.Seed))
            .Select(g => new QuestionCount(g.Key.Question, g.Key.Seed, g.Sum(c => c.Successes), g.Sum(c => c.Trials)))]);
    }
}
