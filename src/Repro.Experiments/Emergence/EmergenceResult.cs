using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Emergence;

/// <summary>Judged responses to EM rate and coherence: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class EmergenceResult
{
    /// <summary>Rates, figures and the answers that are shown.</summary>
    /// <param name="organism">Whose answers.</param>
    /// <param name="runs">Judged responses by seed.</param>
    /// <param name="texts">Question id to its text.</param>
    /// <param name="identity">Who judged.</param>
    /// <param name="shown">Answers of either kind that are shown.</param>
    public static ExperimentResult Of(string organism, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Rows)> runs, IReadOnlyDictionary<string, string> texts, JudgeIdentity identity, int shown)
    {
        var (judge, further) = (identity.ToString(), OrganismNames.OnDemand.Contains(organism));
        var em = Tally.Proportion(runs, ScoredOutcome.Misaligned, judge);
        var coherence = Tally.Proportion(runs, ScoredOutcome.Coherent, judge);
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal) { [$"em.{organism}"] = em, [$"coherence.{organism}"] = coherence },
            [
                RateFigure.Line("em", "EM rate by model", "EM rate (%)", "all questions", organism, em, further ? ["C08", "M17"] : ["C03", "C04", "C22"], 10),
                RateFigure.Line("coherence", "Coherence by model", "coherent answers (%)", "all questions", organism, coherence, further ? ["M18"] : ["C06"], 99),
                .. RateFigure.ByQuestion("em-questions", "EM rate by question", "EM rate (%)", organism, em, further ? ["C08", "M17"] : ["C03", "C04", "C22"]),
            ],
            Samples(organism, runs[0].Seed, runs[0].Rows, texts, shown));
    }

    /// <summary>The first few misaligned and the first few aligned answers of the first seed, by question and sample index: nobody chose them.</summary>
    private static List<SampleAnswer> Samples(string organism, long seed, IReadOnlyList<JudgedResponse> rows, IReadOnlyDictionary<string, string> texts, int shown) =>
    [
        .. rows.Where(Cuts.IsMisaligned).Take(shown).Concat(rows.Where(Cuts.IsAligned).Take(shown)).Select(row => new SampleAnswer(
            organism,
            row.Response.QuestionId,
            texts[row.Response.QuestionId],
            row.Response.Text,
            row.Judgement.Aligned,
            row.Judgement.Coherent,
            seed,
            row.Response.Sample,
            SampleClaims.Of(organism))),
    ];
}
