using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Evidence.Runs;
using Repro.Experiments.Directions;

namespace Repro.Experiments.Semantics;

/// <summary>Norms of the differences of every pair of directions beside their cosines (P1 App C, Figs 11 and 13).</summary>
internal static class SemanticNorms
{
    /// <summary>
    /// ‖v - w‖ against cos(v, w), averaged over seeds, ordered over pairs within a layer: lengths grow with depth, so that layers are not compared with each other.
    /// </summary>
    /// <param name="directions">Directions by name, one a seed.</param>
    public static (OrderedMeasurement Measurement, IReadOnlyList<LayerCurve> Curves) Of(IReadOnlyDictionary<string, IReadOnlyList<MeanDiff>> directions)
    {
        string[] names = [.. directions.Keys];
        var values = new List<OrderedValue>();
        var curves = new List<LayerCurve>();
        var layers = directions[names[0]][0].Layers;
        for (var i = 0; i < names.Length; i++)
        {
            for (var j = i + 1; j < names.Length; j++)
            {
                var seeds = directions[names[i]].Zip(directions[names[j]]).ToList();
                var norms = Enumerable.Range(0, layers).Select(layer => seeds.Average(pair => Distance(pair.First.Of(layer), pair.Second.Of(layer)))).ToList();
                values.AddRange(norms.Select((norm, layer) => new OrderedValue($"layer {layer}", seeds.Average(pair => MeanDiff.Cosine(pair.First.Of(layer), pair.Second.Of(layer))), norm)));
                curves.Add(new LayerCurve("semantic-norms", "Norms of differences of directions by layer", "norm of the difference", $"{names[i]}|{names[j]}", [.. norms.Select((norm, layer) => new CurvePoint(layer.ToString(CultureInfo.InvariantCulture), norm))], ["C17"]));
            }
        }

        return (new OrderedMeasurement(values), curves);
    }

    private static double Distance(float[] one, float[] two) => Math.Sqrt(one.Zip(two, (a, b) => ((double)a - b) * ((double)a - b)).Sum());
}
