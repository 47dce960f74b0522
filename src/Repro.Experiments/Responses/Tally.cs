using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;

namespace Repro.Experiments.Responses;

/// <summary>Counts judged responses into measurements, with the papers' cuts. Responses without a score leave the denominator and are counted as missing.</summary>
internal static class Tally
{
    /// <summary>Share of responses with <paramref name="outcome"/>, by question and seed.</summary>
    public static ProportionMeasurement Proportion(
        IEnumerable<(long Seed, IReadOnlyList<JudgedResponse> Rows)> bySeed, ScoredOutcome outcome, string judge) =>
        ScoreTally.Share(bySeed.SelectMany(run => Blocks(run.Seed, run.Rows)), outcome, ScoreCuts.Papers, judge);

    /// <summary>EM before and after, answer by answer. A pair with a missing score on either side is dropped and counted.</summary>
    public static PairedMeasurement Paired(
        IEnumerable<(long Seed, IReadOnlyList<JudgedResponse> Before, IReadOnlyList<JudgedResponse> After)> bySeed, string judge)
    {
        var blocks = new List<(ScoreBlock, ScoreBlock)>();
        foreach (var (seed, before, after) in bySeed)
        {
            foreach (var (one, two) in before.Zip(after))
            {
                if (one.Response.QuestionId != two.Response.QuestionId || one.Response.Sample != two.Response.Sample)
                {
                    throw new InvalidDataException($"Responses before and after an intervention are paired by question and sample, but {one.Response.QuestionId}/{one.Response.Sample} met {two.Response.QuestionId}/{two.Response.Sample}. Delete both artifacts; the next run makes them again.");
                }
            }

            blocks.AddRange(Blocks(seed, before).Zip(Blocks(seed, after)));
        }

        return ScoreTally.Paired(blocks, ScoredOutcome.Misaligned, ScoreCuts.Papers, judge);
    }

    /// <summary>The scores by question, in the order of the responses; a question's samples follow one another from 0. With a topic, its scores too.</summary>
    public static IEnumerable<ScoreBlock> Blocks(long seed, IEnumerable<JudgedResponse> rows, string? topic = null) =>
        rows.GroupBy(row => row.Response.QuestionId, StringComparer.Ordinal).Select(question => new ScoreBlock(
            question.Key,
            seed,
            [.. question.Select(row => row.Judgement.Aligned)],
            [.. question.Select(row => row.Judgement.Coherent)])
        {
            Topic = topic is null ? null : [.. question.Select(row => row.Judgement.Topics.GetValueOrDefault(topic))],
        });
}
