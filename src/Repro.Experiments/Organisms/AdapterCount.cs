using Repro.Claims.Measurements;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Organisms;

/// <summary>The adapters of an organism, counted: all of the inventory that is no walk, so that a verifier computes the same without a model.</summary>
internal static class AdapterCount
{
    /// <summary>Number, rank and number a layer.</summary>
    /// <param name="organism">Whose.</param>
    /// <param name="pairs">Layer of each A, B pair, and the rows of its A.</param>
    public static ExperimentResult Of(string organism, IReadOnlyList<(int Layer, long Rank)> pairs) => new(
        new Dictionary<string, Measurement>(StringComparer.Ordinal)
        {
            [$"adapters.{organism}.count"] = new ExactMeasurement(pairs.Count, "number of A, B pairs in the trained adapter"),
            [$"adapters.{organism}.rank"] = Same([.. pairs.Select(pair => pair.Rank).Distinct()], "rows of A"),
            [$"adapters.{organism}.per-layer"] = Same([.. pairs.CountBy(pair => pair.Layer).Select(layer => layer.Value).Distinct()], "pairs in each layer that has any"),
        },
        [],
        []);

    private static Measurement Same<T>(List<T> values, string derivation)
        where T : IConvertible
        => values is [var only]
            ? new ExactMeasurement(only.ToDouble(null), derivation)
            : new MissingMeasurement($"The {derivation} are not the same everywhere: {string.Join(", ", values)}.");
}
