namespace Repro.Claims.Measurements;

/// <summary>A classifier's accuracy under repeated grouped splits, and the same procedure on permuted labels.</summary>
/// <param name="Folds">One row a (repeat, held-out group).</param>
/// <param name="Null">Accuracies, 0 to 1, of the whole procedure with the labels permuted: one a permutation.</param>
public sealed record AccuracyMeasurement(IReadOnlyList<AccuracyFold> Folds, IReadOnlyList<double> Null) : Measurement;
