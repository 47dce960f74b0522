using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Statistics;
using Repro.Evidence.Runs;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Patching;

/// <summary>Judged answers to patched and clean prompts to rates of misalignment: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class PatchResult
{
    private const double Alpha = 0.05;

    /// <summary>The category whose rate falls most in samples of even index; counted in those of odd index, so that the choice flatters nothing.</summary>
    private const string MostLowered = "most-lowered";

    /// <summary>Every metric.</summary>
    public static IReadOnlyList<string> Metrics { get; } =
    [
        .. from protocol in PatchProtocol.All
            from category in PatchCategory.All.Append(MostLowered)
            from end in new[] { "em", "em-clean" }
            select $"{Prefix(protocol)}{category}.{end}",
        "patching.self.em", "patching.self.answers-changed",
    ];

    /// <summary>Counts.</summary>
    /// <param name="pairs">What was patched.</param>
    /// <param name="runs">Judged answers by seed.</param>
    /// <param name="identity">Who judged.</param>
    public static ExperimentResult Of(IReadOnlyList<PatchedPair> pairs, IReadOnlyList<PatchedRun> runs, JudgeIdentity identity)
    {
        var judge = identity.ToString();
        var book = new Dictionary<string, Measurement>(StringComparer.Ordinal);
        var curves = new List<LayerCurve>();
        foreach (var protocol in PatchProtocol.All)
        {
            foreach (var category in PatchCategory.All)
            {
                var (patched, clean) = Rates(pairs, runs, protocol, category, half: null, judge);
                (book[$"{Prefix(protocol)}{category}.em"], book[$"{Prefix(protocol)}{category}.em-clean"]) = (patched, clean);
                if (Point(category, patched, clean) is { } point) curves.Add(new LayerCurve("patching", "Scalar patching: change of the EM rate by category of pairs (Figure 19)", "change of the EM rate (%)", protocol, [point], ["C46", "C47"], 0));
            }

            var most = PatchCategory.Paper.MinBy(category => Ratio(Rates(pairs, runs, protocol, category, half: 0, judge)))!;
            var (chosen, before) = Rates(pairs, runs, protocol, most, half: 1, judge);
            (book[$"{Prefix(protocol)}{MostLowered}.em"], book[$"{Prefix(protocol)}{MostLowered}.em-clean"]) = (chosen, before);
            if (Point($"most lowered in one half ({most}), the other half", chosen, before) is { } confirmed) curves.Add(new LayerCurve("patching", curves[0].FigureTitle, curves[0].YLabel, protocol, [confirmed], ["C46", "C47"], 0));
        }

        var self = pairs.Where(pair => pair.Category == PatchCategory.Self).ToList();
        var both = runs.Select(run => (
            run.Seed,
            Self: Renamed(run.Whole, self.ToDictionary(pair => pair.Id, pair => pair.Receiver, StringComparer.Ordinal)),
            Clean: Renamed(run.Whole, self.ToDictionary(pair => PatchedPair.Unpatched(pair.Receiver), pair => pair.Receiver, StringComparer.Ordinal)))).ToList();
        book["patching.self.em"] = Tally.Paired(both.Select(run => (run.Seed, run.Clean, run.Self)), judge);
        book["patching.self.answers-changed"] = new ExactMeasurement(
            both.Sum(run => run.Clean.Zip(run.Self).Count(pair => !pair.First.Response.Tokens.SequenceEqual(pair.Second.Response.Tokens))),
            "answers that differ in a token where a prompt received its own scalars of the same sample");
        return new ExperimentResult(book, curves, []);
    }

    private static string Prefix(string protocol) => protocol == PatchProtocol.Whole ? "patching." : $"patching.{protocol}.";

    /// <summary>
    /// The rate over the receivers of a category, patched and not. Without patch, by the paper's protocol, is the organism itself, in the generation from which
    /// its scalars were recorded; by the code's, the prompt's own scalars at its own positions.
    /// </summary>
    private static (ProportionMeasurement Patched, ProportionMeasurement Clean) Rates(
        IReadOnlyList<PatchedPair> pairs, IReadOnlyList<PatchedRun> runs, string protocol, string category, int? half, string judge)
    {
        var mine = pairs.Where(pair => PatchCategory.Holds(category, pair.Category)).ToList();
        var self = pairs.Where(pair => pair.Category == PatchCategory.Self).ToDictionary(pair => pair.Receiver, pair => pair.Id, StringComparer.Ordinal);
        List<(long, IReadOnlyList<JudgedResponse>)> patched = [], clean = [];
        foreach (var run in runs)
        {
            var answers = (protocol == PatchProtocol.Whole ? run.Whole : run.Prompt).ToLookup(row => row.Response.QuestionId, StringComparer.Ordinal);
            bool Is(JudgedResponse row) => half is null || row.Response.Sample % 2 == half;
            patched.AddRange(mine.Select(pair => (run.Seed, (IReadOnlyList<JudgedResponse>)[.. answers[pair.Id].Where(Is)])));
            clean.AddRange(mine.Select(pair => (run.Seed, (IReadOnlyList<JudgedResponse>)[.. answers[protocol == PatchProtocol.Whole ? PatchedPair.Unpatched(pair.Receiver) : self[pair.Receiver]].Where(Is).Select(row => row with { Response = row.Response with { QuestionId = pair.Id } })])));
        }

        return (Tally.Proportion(patched, ScoredOutcome.Misaligned, judge), Tally.Proportion(clean, ScoredOutcome.Misaligned, judge));
    }

    private static double Ratio((ProportionMeasurement Patched, ProportionMeasurement Clean) rates)
    {
        var (one, two) = (Count(rates.Patched), Count(rates.Clean));
        return two.Successes == 0 || one.Trials == 0 ? double.PositiveInfinity : (double)one.Successes * two.Trials / ((double)one.Trials * two.Successes);
    }

    private static CurvePoint? Point(string x, ProportionMeasurement patched, ProportionMeasurement clean)
    {
        var (one, two) = (Count(patched), Count(clean));
        if (two.Successes == 0 || one.Trials == 0) return null;
        var interval = IndependentRatio.Exact(one.Successes, one.Trials, two.Successes, two.Trials, Alpha);
        double Change(double ratio) => 100 * (ratio - 1);
        return new CurvePoint(x, Change(Ratio((patched, clean))), Change(interval.Low), Change(interval.High));
    }

    private static (int Successes, int Trials) Count(ProportionMeasurement share) => (share.Counts.Sum(count => count.Successes), share.Counts.Sum(count => count.Trials));

    /// <summary>Answers to these questions, by their other names, in order.</summary>
    private static IReadOnlyList<JudgedResponse> Renamed(IReadOnlyList<JudgedResponse> rows, IReadOnlyDictionary<string, string> names) =>
    [
        .. rows.Where(row => names.ContainsKey(row.Response.QuestionId)).Select(row => row with { Response = row.Response with { QuestionId = names[row.Response.QuestionId] } })
            .OrderBy(row => row.Response.QuestionId, StringComparer.Ordinal).ThenBy(row => row.Response.Sample),
    ];
}
