using Repro.Core.Training;
using Repro.Experiments.Tiers;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Organisms;

/// <summary>Turns as one right-padded training batch; only answer tokens carry a label.</summary>
internal static class TurnBatch
{
    private const long Ignored = -100;

    /// <summary>
    /// A step's turns as micro-batches of turns of like length (sequence bucketing), so that little of them is padding. The loss of a step
    /// is over all its labels, so that this changes its gradient by rounding only.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<TokenTurn>> Split(IReadOnlyList<TokenTurn> turns, int parts)
    {
        if (parts == 1) return [turns];
        var size = (turns.Count + parts - 1) / parts;
        return [.. turns.OrderByDescending(turn => turn.Prompt.Count + turn.Answer.Count).Chunk(size)]; // the longest first: a memory that suffices for it suffices for all
    }

    /// <summary>Ids [B,T], labels [B,T] (not shifted, -100 on prompts and padding), mask [B,T].</summary>
    public static TrainingBatch Of(IReadOnlyList<TokenTurn> turns, int padToken, Device device)
    {
        var rows = turns.Count;
        var length = turns.Max(turn => turn.Prompt.Count + turn.Answer.Count);
        var ids = new long[rows * length];
        var labels = new long[rows * length];
        var mask = new long[rows * length];
        Array.Fill(ids, padToken);
        Array.Fill(labels, Ignored);
        for (var row = 0; row < rows; row++)
        {
            var at = row * length;
            foreach (var token in turns[row].Prompt)
            {
                ids[at] = token;
                mask[at++] = 1;
            }

            foreach (var token in turns[row].Answer)
            {
                ids[at] = labels[at] = token;
                mask[at++] = 1;
            }
        }

        return new TrainingBatch(Matrix(ids), Matrix(labels), Matrix(mask));

        Tensor Matrix(long[] values) => tensor(values, [rows, length], int64, device);
    }
}
