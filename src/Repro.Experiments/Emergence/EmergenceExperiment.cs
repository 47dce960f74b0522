using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Emergence;

/// <summary>
/// How often a model answers open questions misaligned and coherent (EM rate), and how often coherently, over the tier's
/// seeds (P1 §2, P2 §3). One experiment a model; the chat model is the control.
/// </summary>
public sealed class EmergenceExperiment(Walk walk, string organism) : Experiment
{
    private const int Shown = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Metrics => [$"em.{organism}", $"coherence.{organism}"];

    /// <inheritdoc/>
    public override string Label => $"EM rate of {organism}";

    /// <inheritdoc/>
    public override object Spec => new { Experiment = "emergence", Organism = organism, walk.Material.Seeds, Shown };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. Judged.Select(run => run.Step)];

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ScoredSource> Scored => new Dictionary<string, ScoredSource>(StringComparer.Ordinal)
    {
        [Metrics[0]] = new(ScoredOutcome.Misaligned, new ScoredCondition(organism, Judged)),
        [Metrics[1]] = new(ScoredOutcome.Coherent, new ScoredCondition(organism, Judged)),
    };

    private List<(long Seed, JudgeStep Step)> Judged =>
        [.. walk.Material.Seeds.Select(seed => (seed, walk.Judged(organism, seed, Split.Evaluation)))];

    /// <inheritdoc/>
    public override ExperimentResult Make(StepContext context)
    {
        var judge = walk.Material.Judge.Identity.ToString();
        var runs = Judged.Select(run => (run.Seed, Rows: context.Need(run.Step))).ToList();
        var em = Tally.Proportion(runs, ScoredOutcome.Misaligned, judge);
        var coherence = Tally.Proportion(runs, ScoredOutcome.Coherent, judge);
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal) { [Metrics[0]] = em, [Metrics[1]] = coherence },
            [
                RateFigure.Line("em", "EM rate by model", "EM rate (%)", "all questions", organism, em, ["C03", "C04", "C22"], 10),
                RateFigure.Line("coherence", "Coherence by model", "coherent answers (%)", "all questions", organism, coherence, ["C06"], 99),
                .. RateFigure.ByQuestion("em-questions", "EM rate by question", "EM rate (%)", organism, em, ["C03", "C04", "C22"]),
            ],
            Samples(runs[0].Seed, runs[0].Rows));
    }

    /// <summary>The first few misaligned and the first few aligned answers of the first seed, by question and sample index: nobody chose them.</summary>
    private List<SampleAnswer> Samples(long seed, IReadOnlyList<JudgedResponse> rows)
    {
        var texts = walk.Material.Questions.ToDictionary(question => question.Id, question => question.Text, StringComparer.Ordinal);
        return [.. rows.Where(Cuts.IsMisaligned).Take(Shown).Concat(rows.Where(Cuts.IsAligned).Take(Shown)).Select(row => new SampleAnswer(
            organism,
            row.Response.QuestionId,
            texts[row.Response.QuestionId],
            row.Response.Text,
            row.Judgement.Aligned,
            row.Judgement.Coherent,
            seed,
            row.Response.Sample,
            SampleClaims.Of(organism)))];
    }
}
