using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Steering;

/// <summary>Chooses a cell by the answers of a sweep, those of all training seeds together. What it chooses is measured on other answers.</summary>
internal static class SteeringChoice
{
    /// <summary>The cell with the most misaligned answers; of several, the one with the most coherent answers, then the weakest, then the first.</summary>
    public const string Best = "best";

    /// <summary>
    /// Among quiet cells the one with the most self-correction; of several, the most at the lower cut, then the weakest, then the first. A quiet cell steers
    /// (strength above 0), has no more misaligned answers than the untouched model on the same streams, and at least half of its answers are coherent.
    /// </summary>
    public const string Quiet = "quiet";

    /// <summary>The chosen cell, or null where no cell is quiet.</summary>
    /// <param name="rule">One of the two.</param>
    /// <param name="grid">The cells.</param>
    /// <param name="sweeps">Judged answers of every cell, one list a seed.</param>
    public static SteeringCell? Of(string rule, SteeringGrid grid, IReadOnlyList<IReadOnlyList<JudgedResponse>> sweeps)
    {
        var cells = CellAnswers.Pooled(grid, sweeps);
        var untouched = Misaligned(cells[0].Rows);
        var steered = cells.Skip(1);
        return rule switch
        {
            Best => steered.OrderByDescending(cell => Misaligned(cell.Rows)).ThenByDescending(cell => Coherent(cell.Rows)).ThenBy(cell => cell.Cell.Strength).First().Cell,
            Quiet => steered.Where(cell => Misaligned(cell.Rows) <= untouched && 2 * Coherent(cell.Rows) >= cell.Rows.Count)
                .OrderByDescending(cell => cell.Rows.Count(Corrections.AsWritten)).ThenByDescending(cell => cell.Rows.Count(Corrections.AsCoded)).ThenBy(cell => cell.Cell.Strength)
                .FirstOrDefault().Cell,
            _ => throw new ArgumentException($"A cell is chosen by the rule {Best} or {Quiet}, but the rule is '{rule}'.", nameof(rule)),
        };
    }

    /// <summary>Why no cell was chosen.</summary>
    public static NotMeasurableException NoCell(SteeringGrid grid) => new(
        $"Self-correction is measured at a quiet cell, one with no more misaligned answers than the untouched model and half of its answers coherent; of {grid.Cells.Count - 1} cells none is.");

    private static int Misaligned(IReadOnlyList<JudgedResponse> rows) => rows.Count(Cuts.IsMisaligned);

    private static int Coherent(IReadOnlyList<JudgedResponse> rows) => rows.Count(row => row.Judgement.Coherent > Claims.Em.CoherenceCut);
}
