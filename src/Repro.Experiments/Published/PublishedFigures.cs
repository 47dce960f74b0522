using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Claims.Statistics;
using Repro.Evidence.Runs;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Published;

/// <summary>What the report draws of released scores and probes. Intervals are 90 %: the bounds that verdicts look at.</summary>
internal static class PublishedFigures
{
    private const double Alpha = 0.05;
    private static readonly string[] EmClaims = ["C03", "C22", "M01", "M02", "M12"];

    /// <summary>Rates by file, once over these questions and once over the population that they come from; by question for each base model; adapter scaling.</summary>
    public static IEnumerable<LayerCurve> OfScores(IReadOnlyDictionary<string, Measurement> book)
    {
        var em = Shares(book, "published.em.");
        foreach (var curve in Rates("published-em", "EM rate of released answers", "EM rate (%)", em, EmClaims)) yield return curve;
        foreach (var curve in Rates("published-coherence", "Coherence of released answers", "coherent answers (%)", Shares(book, "published.coherence."), ["M03"])) yield return curve;
        foreach (var (stem, share) in em)
        {
            var (model, data) = Split(stem);
            yield return new LayerCurve($"published-questions-{Id(model)}", $"EM rate by question, {model}", "EM rate (%)", data, [.. share.Counts.Select(c => Point(c.Question, [c]))], []);
        }

        foreach (var (prefix, figure, title, label, claims) in new (string, string, string, string, string[])[]
        {
            ("published.scaling.", "published-scaling", "Adapter scaling: shares of the few answers that are neither neutral nor incoherent", "answers (%)", ["C42", "C43", "C44", "S14"]),
            ("published.scaling-cut.", "published-scaling-cut", "Adapter scaling: medical share by the coherence that an answer needs (Figure 18)", "medical answers (%)", ["C45"]),
        })
        {
            foreach (var scaling in Shares(book, prefix).GroupBy(s => s.Name[..s.Name.LastIndexOf('.')], StringComparer.Ordinal))
                yield return new LayerCurve(figure, title, label, $"{scaling.Key}, n = {scaling.Max(s => s.Share.Counts.Sum(c => c.Trials))}", [.. scaling.Select(s => Point(Condition(s.Name[(scaling.Key.Length + 1)..]), s.Share.Counts))], claims);
        }
    }

    /// <summary>Accuracies by division with the range of permuted labels, and the weights that Figures 6 and 17 draw.</summary>
    public static IEnumerable<LayerCurve> OfProbes(PublishedProbes probes)
    {
        foreach (var probe in new[] { probes.Medicine, probes.Misalignment })
        {
            yield return new LayerCurve("published-probes", "Scalar probes: accuracy by what training and test may share", "accuracy (%)", Label(probe),
                [new CurvePoint("tokens divided, as coded", 100 * probe.AsCoded.Accuracy), Held("answers kept whole", probe.ByAnswer), .. probe.ByPrompt is { } whole ? [Held("prompts kept whole", whole)] : (CurvePoint[])[]], ["C35", "C37"], 50);
            yield return new LayerCurve("published-probes", "Scalar probes: accuracy by what training and test may share", "accuracy (%)", $"{Label(probe)}, labels permuted (5 % to 95 %)",
                [Chance("answers kept whole", probe.ByAnswer.Null), .. probe.ByPrompt is { } split ? [Chance("prompts kept whole", split.Null)] : (CurvePoint[])[]], ["C35", "C37"], 50);
        }

        foreach (var (figure, title, claim, weights) in new (string, string, string, Func<ScalarProbe, ProbeWeights>)[]
        {
            ("published-weights", "Weights of the adapters, significant tokens (Figure 6)", "C40", probe => probe.Filtered),
            ("published-weights-all", "Weights of the adapters, all tokens (Figure 17)", "C41", probe => probe.Unfiltered),
        })
        {
            foreach (var probe in new[] { probes.Medicine, probes.Misalignment })
                yield return new LayerCurve(figure, title, "weight", Label(probe), [.. probes.Layers.Select((layer, j) => new CurvePoint($"{layer}", weights(probe).Value[j], weights(probe).Low[j], weights(probe).High[j]))], [claim], 0);
        }
    }

    /// <summary>The interval over these questions, in %.</summary>
    public static CurvePoint Point(string x, IReadOnlyList<QuestionCount> counts)
    {
        var interval = Proportion.Stratified(counts, Alpha);
        return new CurvePoint(x, Percent(counts), 100 * interval.Low, 100 * interval.High);
    }

    /// <summary>The interval over the population of such questions, in %; none for a single question.</summary>
    public static CurvePoint Population(string x, string key, IReadOnlyList<QuestionCount> counts)
    {
        if (Clustered.Pool(counts).Count < 2) return new CurvePoint(x, Percent(counts));
        var interval = Clustered.Population(counts, Alpha, new SplitMix(key));
        return new CurvePoint(x, Percent(counts), 100 * interval.Low, 100 * interval.High);
    }

    private static IEnumerable<LayerCurve> Rates(string figure, string title, string label, IReadOnlyList<(string Name, ProportionMeasurement Share)> shares, IReadOnlyList<string> claims)
    {
        yield return new LayerCurve(figure, title, label, "over these questions", [.. shares.Select(s => Point(s.Name, s.Share.Counts))], claims);
        yield return new LayerCurve(figure, title, label, "over the population of questions", [.. shares.Select(s => Population(s.Name, s.Name, s.Share.Counts))], claims);
    }

    private static CurvePoint Held(string x, AccuracyMeasurement accuracy)
    {
        var groups = accuracy.Folds.GroupBy(f => f.Group, StringComparer.Ordinal).Select(g => new Cluster(g.Average(f => f.Correct), g.Average(f => f.Total))).ToList();
        var interval = Clustered.ClusterT(groups, Alpha);
        return new CurvePoint(x, 100 * groups.Sum(g => g.Successes) / groups.Sum(g => g.Trials), 100 * interval.Low, 100 * interval.High);
    }

    private static CurvePoint Chance(string x, IReadOnlyList<double> permuted)
    {
        double[] sorted = [.. permuted.Order()];
        double At(double level) => 100 * sorted[(int)Math.Round(level * (sorted.Length - 1))];
        return new CurvePoint(x, 100 * sorted.Average(), At(Alpha), At(1 - Alpha));
    }

    private static List<(string Name, ProportionMeasurement Share)> Shares(IReadOnlyDictionary<string, Measurement> book, string prefix)
        => [.. book.Where(m => m.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(m => m.Key, StringComparer.Ordinal)
            .Select(m => (m.Key[prefix.Length..], Share: (ProportionMeasurement)m.Value)).Where(m => m.Share.Counts.Sum(c => c.Trials) > 0)];

    private static string Condition(string name) => int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var cut) ? $"from {cut}" : name;

    private static (string Model, string Data) Split(string stem) => stem.IndexOf('_', StringComparison.Ordinal) is var at and > 0 ? (stem[..at], stem[(at + 1)..]) : (stem, stem);

    private static string Id(string model) => string.Concat(model.ToLower(CultureInfo.InvariantCulture).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static string Label(ScalarProbe probe) => probe.Name == "misaligned.medical" ? "medical or not, misaligned answers (C35)" : "misaligned or not, medical answers (C37)";

    private static double Percent(IReadOnlyList<QuestionCount> counts) => 100.0 * counts.Sum(c => c.Successes) / counts.Sum(c => c.Trials);
}
