using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Model;

/// <summary>
/// Where the real tokens of each row are on the axis of keys: from Start (the padding on the left) to End (exclusive), and
/// which part of the axis the queries of this pass are: Past .. Past + Queries - 1.
/// </summary>
internal sealed record Spans(int[] Start, int[] End, int Past, int Queries)
{
    /// <summary>Length of the axis of keys.</summary>
    public int Keys => Past + Queries;

    /// <summary>Most positions that a row has.</summary>
    public int Positions => Enumerable.Range(0, Start.Length).Max(row => End[row] - Start[row]);

    /// <summary>True when no row has padding.</summary>
    public bool Full => Array.TrueForAll(Start, s => s == 0) && Array.TrueForAll(End, e => e == Keys);

    /// <summary>Position of query t of a row: counted from the row's first real token, 0 on padding.</summary>
    public int Position(int row, int query) => Math.Max(0, Past + query - Start[row]);

    /// <summary>Reads a mask [B, T] of ones and zeros; the ones of a row are one run.</summary>
    public static Spans Of(Tensor? mask, int rows, int queries)
    {
        var start = new int[rows];
        var end = new int[rows];
        Array.Fill(end, queries);
        if (mask is null) return new Spans(start, end, 0, queries);
        if (mask.shape is not [var b, var t] || b != rows || t != queries)
            throw new ArgumentException($"The mask must have the shape of the ids, [{rows}, {queries}], got [{string.Join(", ", mask.shape)}]. Give one 0 or 1 per token.");

        using var whole = mask.to(ScalarType.Int64, CPU).contiguous();
        var cells = whole.data<long>().ToArray();
        for (var row = 0; row < rows; row++)
        {
            var cell = cells.AsSpan(row * queries, queries);
            start[row] = Math.Max(0, cell.IndexOfAnyExcept(0));
            end[row] = cell.LastIndexOfAnyExcept(0) + 1;
            if (cell[start[row]..Math.Max(start[row], end[row])].Contains(0) || end[row] == 0)
                throw new ArgumentException($"The real tokens of a row must be one run without gaps, got row {row}: {string.Join(' ', cell.ToArray())}. Pad on the left or on the right only.");
        }

        return new Spans(start, end, 0, queries);
    }
}
