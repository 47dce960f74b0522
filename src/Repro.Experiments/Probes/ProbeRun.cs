using Repro.Claims.Measurements;

namespace Repro.Experiments.Probes;

/// <summary>What repeated splits gave.</summary>
/// <param name="Scores">Mean over the repeats.</param>
/// <param name="Folds">Right answers of each held-out group of each repeat; by token the groups are answers and were not held out whole.</param>
/// <param name="Weights">Mean weight of each feature.</param>
internal sealed record ProbeRun(ProbeScores Scores, IReadOnlyList<AccuracyFold> Folds, IReadOnlyList<double> Weights)
{
    /// <summary>Right answers of all held-out ones, 0 to 1.</summary>
    public double Accuracy => (double)Folds.Sum(f => f.Correct) / Folds.Sum(f => f.Total);
}
