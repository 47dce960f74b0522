namespace Repro.Experiments.LayerSets;

/// <summary>Which set of adapters misaligned most on the answers that choose.</summary>
/// <param name="Organism">Its organism.</param>
/// <param name="Rates">EM rate of every set on those answers, 0 to 1, in the order in which they were named.</param>
public sealed record LayerSetChoice(string Organism, IReadOnlyList<double> Rates);
