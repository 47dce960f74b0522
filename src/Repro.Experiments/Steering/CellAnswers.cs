using Repro.Experiments.Responses;

namespace Repro.Experiments.Steering;

/// <summary>The answers of a sweep by cell.</summary>
internal static class CellAnswers
{
    /// <summary>One seed's answers of every cell, in the grid's order.</summary>
    /// <exception cref="InvalidDataException">They do not divide into the grid's cells.</exception>
    public static IReadOnlyList<(SteeringCell Cell, IReadOnlyList<JudgedResponse> Rows)> Of(SteeringGrid grid, IReadOnlyList<JudgedResponse> rows)
    {
        if (rows.Count == 0 || rows.Count % grid.Cells.Count != 0)
            throw new InvalidDataException($"A sweep has equally many answers at each of its {grid.Cells.Count} cells, but {rows.Count} were given. Delete the artifact; the next run makes it again.");
        return [.. grid.Cells.Zip(rows.Chunk(rows.Count / grid.Cells.Count), (cell, part) => (cell, (IReadOnlyList<JudgedResponse>)part))];
    }

    /// <summary>The answers of all seeds together, of every cell.</summary>
    public static IReadOnlyList<(SteeringCell Cell, IReadOnlyList<JudgedResponse> Rows)> Pooled(SteeringGrid grid, IReadOnlyList<IReadOnlyList<JudgedResponse>> sweeps)
    {
        var seeds = sweeps.Select(rows => Of(grid, rows)).ToList();
        return [.. grid.Cells.Select((cell, i) => (cell, (IReadOnlyList<JudgedResponse>)[.. seeds.SelectMany(seed => seed[i].Rows)]))];
    }
}
