using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Evidence.Runs;
using Repro.Experiments.Convergence;

namespace Repro.Experiments.Semantics;

/// <summary>Figures over layers, each point with the 95 % interval of its bootstrap draws.</summary>
internal static class SemanticFigures
{
    /// <summary>Cosines with the general direction (P1 Fig 10).</summary>
    public static LayerCurve Cosine(CosineMeasurement cosines, string topic, string suffix) =>
        Line("semantic-cosine", "Cosine of topics' directions with the general one, by layer", "cosine similarity", topic + suffix, cosines.Layers, 1, ["C15", "C16"]);

    /// <summary>Parts of a direction, in percent.</summary>
    public static IEnumerable<LayerCurve> Parts(CosineMeasurement parts) => parts.Layers.GroupBy(row => row.Pair, StringComparer.Ordinal).Select(pair =>
        Line("semantic-parts", "How much of a topic's direction is the general one, and the general one with the topic", "share of the squared length (%)", pair.Key, [.. pair], 100, ["C12", "C15", "C16"]));

    private static LayerCurve Line(string figure, string title, string label, string series, IReadOnlyList<CosineLayer> rows, double scale, IReadOnlyList<string> claims) =>
        new(figure, title, label, series, [.. rows.Select(row => new CurvePoint(row.Layer.ToString(CultureInfo.InvariantCulture), scale * row.Value, scale * ConvergenceResult.Quantile(row.Draws, 0.025), scale * ConvergenceResult.Quantile(row.Draws, 0.975)))], claims);
}
