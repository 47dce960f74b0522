using Repro.Core;
using Repro.Core.Hooking;
using Repro.Experiments.Directions;
using Repro.Experiments.Interventions;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;
using static TorchSharp.torch;

namespace Repro.Experiments.Steering;

/// <summary>
/// Samples the chat model's answers at every cell of a grid, cell after cell: x &lt;- x + strength * v at all positions, at one layer (P1 §3.2, Fig 1). All
/// cells share their streams, and many are drawn in one batch: an answer is what it is under its cell alone, but for a draw within rounding of a boundary
/// (docs/NUMERICS.md).
/// </summary>
public sealed class SweepStep(ITierMaterial material, SteeringVectors vectors, SteeringGrid grid, long seed, SampleSet set) : ResponsesStep
{
    /// <inheritdoc/>
    public override IReadOnlyList<OpenQuestion> Questions => set.Questions;

    /// <inheritdoc/>
    public override string Stage => "respond";

    /// <inheritdoc/>
    public override string Label => $"sample sweep of {vectors.Name} steering, {grid.Cells.Count} cells, seed {seed}";

    /// <inheritdoc/>
    public override long? Total => (long)grid.Cells.Count * set.Questions.Count * set.Samples;

    /// <inheritdoc/>
    public override object Spec => new
    {
        Data = material.DataId,
        Seed = seed,
        Split = set.Name,
        set.Samples,
        material.Sizes.MaxNewTokens,
        Sweep = new { grid.Layers, grid.Strengths },
        Steering = vectors.Spec,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, .. vectors.Inputs];

    /// <inheritdoc/>
    public override IReadOnlyList<Response> Make(StepContext context)
    {
        var chat = context.Need(material.Chat);
        var of = vectors.Of(context);
        var slots = (
            from arm in Enumerable.Range(0, grid.Cells.Count)
            from question in set.Questions
            from sample in Enumerable.Range(0, set.Samples)
            select new AnswerBlocks.Slot(question, sample, arm)).ToList();
        return new AnswerBlocks(material, seed, set).Draw(chat, slots, block => Edits(new Hooks(chat.Config), of, block), context);
    }

    /// <summary>One hook a layer that the block has cells of; rows of other cells have strength 0 there.</summary>
    private Hooks Edits(Hooks hooks, MeanDiff of, IReadOnlyList<AnswerBlocks.Slot> block)
    {
        foreach (var layer in block.Select(slot => grid.Cells[slot.Arm].Layer).Distinct())
        {
            var strengths = block.Select(slot => grid.Cells[slot.Arm]).Select(cell => cell.Layer == layer ? (float)cell.Strength : 0).ToArray();
            var vector = tensor(of.Of(layer), device: Compute.DefaultDevice); // [C]
            hooks.Add($"blocks.{layer}.hook_resid_post", (x, at) =>
            {
                using var scope = NewDisposeScope();
                var rows = tensor([.. at.Rows.Select(row => strengths[row])], [at.Rows.Count, 1, 1], device: x.device).to(x.dtype); // [B, 1, 1]
                return (x + (vector.to(x.dtype, x.device) * rows)).MoveToOuterDisposeScope(); // [B, T, C]
            });
        }

        return hooks;
    }
}
