using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Hooking;

/// <summary>Edits of the residual stream along one direction, for <see cref="Hooks.Add"/> (<c>(x, _) => edit(x)</c>), and their sharing out to rows.</summary>
public static class Interventions
{
    /// <summary>x + strength * v at every token; strength 0 returns x itself.</summary>
    /// <param name="direction">v [C], used as it is, not normalised.</param>
    /// <param name="strength">How many times v is added.</param>
    public static Func<Tensor, Tensor> Steer(Tensor direction, double strength)
    {
        Vector(direction);
        if (strength == 0) return x => x;
        return x => x + direction.to(x.dtype, x.device).mul(strength);
    }

    /// <summary>x - v (v . x) with v normalised to length 1: the stream without its component along v (P1, section 4).</summary>
    /// <param name="direction">v [C], of any length above 0.</param>
    public static Func<Tensor, Tensor> Ablate(Tensor direction)
    {
        Vector(direction);
        var length = direction.to(ScalarType.Float64).norm().item<double>();
        if (!(length > 0) || !double.IsFinite(length))
            throw new ArgumentException($"A direction to ablate must have a finite length above 0, got {length}. Give the direction before any scaling by zero.");
        return x =>
        {
            var unit = direction.to(ScalarType.Float64).div(length).to(x.dtype, x.device); // [C]
            var along = (x * unit).sum(-1, keepdim: true); // [B, T, 1]
            return x - (along * unit);
        };
    }

    /// <summary>
    /// Steered, ablated and plain rows in one batch: each row is edited as its arm says, bit for bit as if all rows were of that arm.
    /// </summary>
    /// <param name="arms">For each sequence (in generation: request), its arm.</param>
    /// <param name="edits">For each arm, its edit; null: none.</param>
    public static Func<Tensor, HookContext, Tensor> ByArm(IReadOnlyList<int> arms, IReadOnlyList<Func<Tensor, Tensor>?> edits)
    {
        ArgumentNullException.ThrowIfNull(arms);
        ArgumentNullException.ThrowIfNull(edits);
        for (var i = 0; i < arms.Count; i++)
        {
            if (arms[i] < 0 || arms[i] >= edits.Count) throw new ArgumentException($"An arm must be 0 to {edits.Count - 1}, got {arms[i]} for sequence {i}. Give an edit for every arm.");
        }

        return (x, context) =>
        {
            using var scope = NewDisposeScope();
            var y = x;
            foreach (var rows in Enumerable.Range(0, context.Rows.Count).GroupBy(row => arms[context.Rows[row]]))
            {
                if (edits[rows.Key] is not { } edit) continue;
                if (rows.Count() == context.Rows.Count) return edit(x).MoveToOuterDisposeScope();
                var at = tensor([.. rows.Select(row => (long)row)], device: x.device);
                y = y.index_copy(0, at, edit(x.index_select(0, at)));
            }

            return ReferenceEquals(x, y) ? x : y.MoveToOuterDisposeScope();
        };
    }

    private static void Vector(Tensor direction)
    {
        ArgumentNullException.ThrowIfNull(direction);
        if (direction.dim() != 1) throw new ArgumentException($"A direction must have one axis, got [{string.Join(", ", direction.shape)}]. Give one vector of the model's width.");
    }
}
