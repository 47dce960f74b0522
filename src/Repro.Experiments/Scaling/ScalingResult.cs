using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Statistics;
using Repro.Core.Random;
using Repro.Evidence.Runs;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Scalars;
using Repro.Judges;

namespace Repro.Experiments.Scaling;

/// <summary>Judged answers of a scaled organism to shares, trend and figures: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class ScalingResult
{
    private const double Alpha = 0.05;

    /// <summary>Figure 7's numbers, where the paper gives them: share of the answers by condition and class.</summary>
    private static readonly (string Outcome, string X, double Value)[] Paper =
        [("misaligned", ScalingCondition.Misalignment, 52), ("misaligned-medical", ScalingCondition.Misalignment, 0), ("misaligned-medical", ScalingCondition.Medical, 7.7), ("aligned", ScalingCondition.MedicalAlignment, 87.2), ("medical-of-aligned", ScalingCondition.MedicalAlignment, 34.1)];

    /// <summary>Every metric of a condition.</summary>
    public static IReadOnlyList<string> Metrics(string condition) =>
    [
        .. ScalingOutcomes.All.Select(outcome => Key(condition, outcome.Name)), Key(condition, "coherent"), Key(condition, "by-coherence-cut"),
        .. Samples(condition).Select(sample => $"{Key(condition, sample.Outcome)}.paper-size-agreeing"),
    ];

    /// <summary>The metric's key.</summary>
    public static string Key(string condition, string outcome) => $"scaling.{condition}.{outcome}";

    /// <summary>Several conditions, one after the other.</summary>
    /// <inheritdoc cref="Of(string, IReadOnlyList{ValueTuple{long, IReadOnlyList{JudgedResponse}}}, IReadOnlyList{ValueTuple{long, GainChoice}}, JudgeIdentity)"/>
    public static ExperimentResult Of(
        IReadOnlyList<(string Condition, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Rows)> Runs)> conditions, IReadOnlyList<(long Seed, GainChoice Gains)> tried, JudgeIdentity identity)
    {
        var results = conditions.Select(one => Of(one.Condition, one.Runs, tried, identity)).ToList();
        return new ExperimentResult(results.SelectMany(result => result.Book).ToDictionary(StringComparer.Ordinal), [.. results.SelectMany(result => result.Curves)], []);
    }

    /// <summary>Counts.</summary>
    /// <param name="condition">What was scaled.</param>
    /// <param name="runs">Judged answers by seed.</param>
    /// <param name="tried">Tried gains by seed; empty for a condition without.</param>
    /// <param name="identity">Who judged.</param>
    /// <exception cref="NotMeasurableException">The judge scores no medicine.</exception>
    public static ExperimentResult Of(string condition, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Rows)> runs, IReadOnlyList<(long Seed, GainChoice Gains)> tried, JudgeIdentity identity)
    {
        var judge = identity.ToString();
        var blocks = runs.SelectMany(run => Tally.Blocks(run.Seed, run.Rows, AnswerClass.Topic)).ToList();
        if (blocks.TrueForAll(block => block.Topic!.All(topic => topic is null)))
            throw new NotMeasurableException($"Answers under scaling are sorted by a score of the topic '{AnswerClass.Topic}', and the judge gave none. Give the judge a prompt for it.");
        var book = ScalingOutcomes.All.ToDictionary(outcome => Key(condition, outcome.Name), Measurement (outcome) => ScoreTally.Share(blocks, outcome.Outcome, ScoreCuts.Scaling, judge), StringComparer.Ordinal);
        book[Key(condition, "coherent")] = ScoreTally.Share(blocks, ScoredOutcome.Coherent, ScoreCuts.Papers, judge);
        var cuts = ScalingOutcomes.ByCut(blocks, judge).ToList();
        book[Key(condition, "by-coherence-cut")] = ScalingOutcomes.Trend(cuts, judge);
        var curves = Shares(condition, book).Concat(Cuts(condition, cuts)).Concat(Tried(condition, tried)).ToList();
        foreach (var sample in Samples(condition))
        {
            var key = Key(condition, sample.Outcome);
            var (value, lines) = Small(sample, (ProportionMeasurement)book[key]);
            book[$"{key}.paper-size-agreeing"] = value;
            curves.AddRange(lines);
        }

        return new ExperimentResult(book, curves, []);
    }

    private static IEnumerable<PaperSample> Samples(string condition) => PaperSample.All.Where(sample => sample.Condition == condition);

    private static IEnumerable<LayerCurve> Shares(string condition, IReadOnlyDictionary<string, Measurement> book)
    {
        const string Title = "Adapter scaling: shares of the answers that are neither neutral nor incoherent (Figure 7)";
        string[] claims = ["C42", "C43", "C44", "S14"];
        foreach (var (name, _) in ScalingOutcomes.All)
        {
            var counts = ((ProportionMeasurement)book[Key(condition, name)]).Counts;
            if (counts.Sum(count => count.Trials) > 0) yield return new LayerCurve("scaling", Title, "answers (%)", name, [Point(condition, counts)], claims);
            foreach (var point in Paper.Where(p => p.X == condition && p.Outcome == name)) yield return new LayerCurve("scaling", Title, "answers (%)", $"{name}, paper", [new CurvePoint(condition, point.Value)], claims);
        }
    }

    private static IEnumerable<LayerCurve> Cuts(string condition, IEnumerable<(int Cut, ProportionMeasurement Share)> cuts)
    {
        CurvePoint[] points = [.. cuts.Where(cut => cut.Share.Counts.Sum(count => count.Trials) > 0).Select(cut => Point($"from {cut.Cut}", cut.Share.Counts))];
        if (points.Length > 0) yield return new LayerCurve("scaling-cut", "Adapter scaling: medical share by the coherence that an answer needs (Figure 18)", "medical answers (%)", condition, points, ["C45"]);
    }

    private static IEnumerable<LayerCurve> Tried(string condition, IEnumerable<(long Seed, GainChoice Gains)> tried) =>
        from run in tried
        let cells = run.Gains.Tried.Where(cell => cell.Condition == condition).ToList()
        where cells.Count > 0
        select new LayerCurve(
            "scaling-gains",
            "Adapter scaling: what each gain was tried for, among all answers; the best is measured on others",
            "answers (%)",
            $"{condition}, seed {run.Seed}, chosen x{run.Gains.Of(condition).ToString(CultureInfo.InvariantCulture)}",
            [.. cells.Select(cell => new CurvePoint(cell.Gain.ToString(CultureInfo.InvariantCulture), 100.0 * cell.Hits / cell.Answers))],
            ["C42", "C43", "C44"]);

    private static (Measurement Value, IEnumerable<LayerCurve> Lines) Small(PaperSample sample, ProportionMeasurement share)
    {
        if (share.Counts.Sum(count => count.Trials) < sample.Answers)
            return (new MissingMeasurement($"Fewer answers than the paper's {sample.Answers} are left to draw from."), []);
        var small = SmallSample.Of(share, sample.Threshold, sample.Answers, StreamKey.Of(0, "small sample", sample.Claim));
        var undecided = 1 - small.Supported - small.Refuted;
        const string Title = "Adapter scaling: what samples of the paper's size conclude, drawn from these answers";
        IEnumerable<LayerCurve> Line(string series, double value) => [new LayerCurve("scaling-sample-size", Title, "draws (%)", series, [new CurvePoint($"{sample.Claim}, {sample.Answers} answers; all {share.Counts.Sum(count => count.Trials)}: {small.Whole}", 100 * value)], [sample.Claim])];
        return (
            new ExactMeasurement(100 * small.Agreeing, $"% of 400 draws of the paper's {sample.Answers} answers that conclude what all {share.Counts.Sum(count => count.Trials)} do ({small.Whole}): {Percent(small.Supported)} support {sample.Threshold} %, {Percent(small.Refuted)} refute it, {Percent(undecided)} decide nothing"),
            [.. Line(SmallSample.Support, small.Supported), .. Line(SmallSample.Refute, small.Refuted), .. Line(SmallSample.Undecided, undecided)]);
    }

    private static CurvePoint Point(string x, IReadOnlyList<QuestionCount> counts)
    {
        var interval = Proportion.Stratified(counts, Alpha);
        return new CurvePoint(x, 100.0 * counts.Sum(count => count.Successes) / counts.Sum(count => count.Trials), 100 * interval.Low, 100 * interval.High);
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");
}
