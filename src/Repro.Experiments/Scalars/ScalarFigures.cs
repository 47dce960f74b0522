using System.Globalization;
using Repro.Evidence.Runs;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Scalars;

/// <summary>What the report draws of the probes: Table 1 once for each way of dividing, with the paper's row, and the weights of Figures 6 and 17.</summary>
internal static class ScalarFigures
{
    private static readonly string[] Columns = ["accuracy", "precision", "recall", "F1", "AUC"];

    /// <summary>The rows of the paper's Table 1.</summary>
    private static readonly IReadOnlyDictionary<string, double[]> Paper = new Dictionary<string, double[]>(StringComparer.Ordinal)
    {
        ["aligned.medical"] = [66, 65, 68, 67, 71],
        ["misaligned.medical"] = [62, 62, 63, 62, 66],
        ["non-medical.misaligned"] = [68, 68, 69, 68, 74],
        ["medical.misaligned"] = [69, 69, 68, 69, 75],
    };

    /// <summary>Every line.</summary>
    public static IEnumerable<LayerCurve> Of(IReadOnlyList<SeedProbes> seeds) =>
        [.. SeedProbes.Rows.SelectMany(row => Table(row.Name, row.Claim, [.. seeds.Select(seed => seed.Probes[row.Name]).OfType<ScalarProbe>()])), .. seeds.SelectMany(Weights)];

    private static IEnumerable<LayerCurve> Table(string name, string claim, IReadOnlyList<ScalarProbe> probes)
    {
        if (probes.Count == 0) yield break;
        var figure = $"scalar-probe-{name.Replace('.', '-')}";
        var title = $"Table 1, {claim}: {(name.EndsWith(".medical", StringComparison.Ordinal) ? "medical or not" : "misaligned or not")} among {name[..name.LastIndexOf('.')]} answers, by what training and test may share";
        LayerCurve Line(string series, IEnumerable<double> values) => new(figure, title, "score (%)", series, [.. Columns.Zip(values, (x, value) => new CurvePoint(x, value))], [claim, "C38"], 50);
        yield return Line("paper, tokens divided", Paper[name]);
        yield return Line("tokens divided, as coded", Percent(probes.Select(probe => probe.AsCoded)));
        yield return Line("answers kept whole", Percent(probes.Select(probe => probe.AnswerScores)));
        if (probes.All(probe => probe.PromptScores is not null)) yield return Line("prompts kept whole", Percent(probes.Select(probe => probe.PromptScores!)));
        double[] chance = [.. probes.SelectMany(probe => probe.ByAnswer.Null).Order()];
        yield return new LayerCurve(figure, title, "score (%)", "answers kept whole, labels permuted (5 % to 95 %)", [new CurvePoint(Columns[0], 100 * chance.Average(), 100 * At(chance, 0.05), 100 * At(chance, 0.95))], [claim, "C38"], 50);
    }

    private static IEnumerable<LayerCurve> Weights(SeedProbes seed)
    {
        if (seed.Roles is not { } roles) yield break;
        foreach (var (figure, title, claims, weights) in new (string, string, string[], RolesOfHalf)[]
        {
            ("scalar-weights", "Weights of the adapters, significant tokens (Figure 6)", ["C39", "C40"], roles.Figure6),
            ("scalar-weights-all", "Weights of the adapters, all tokens (Figure 17)", ["C41"], roles.Figure17),
            ("scalar-weights-stronger", $"Weights of the adapters, all tokens, stronger penalty (C x {ScalarSpec.Stronger.ToString(CultureInfo.InvariantCulture)})", ["C41"], roles.Stronger),
        })
        {
            foreach (var (name, probe) in new[] { ("misalignment", weights.Misalignment), ("medicine", weights.Medicine) })
                yield return new LayerCurve(figure, title, "weight", $"{name}, seed {seed.Seed}", [.. seed.Layers.Select((layer, j) => new CurvePoint(layer.ToString(CultureInfo.InvariantCulture), probe.Value[j], probe.Low[j], probe.High[j]))], claims, 0);
        }
    }

    private static double[] Percent(IEnumerable<ProbeScores> scores)
    {
        var mean = ProbeScores.Mean([.. scores]);
        return [100 * mean.Accuracy, 100 * mean.Precision, 100 * mean.Recall, 100 * mean.F1, 100 * mean.Auc];
    }

    private static double At(double[] sorted, double level) => sorted[(int)Math.Round(level * (sorted.Length - 1))];
}
