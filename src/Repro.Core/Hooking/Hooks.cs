using Repro.Core.Model;
using static TorchSharp.torch;

namespace Repro.Core.Hooking;

/// <summary>
/// What reads or replaces intermediates of a forward pass, by TransformerLens's names: hook_embed, blocks.{l}.hook_resid_pre,
/// .attn.hook_q, .attn.hook_k, .attn.hook_v, .attn.hook_z, .hook_attn_out, .hook_resid_mid, .mlp.hook_pre, .mlp.hook_post,
/// .mlp.down.hook_lora_scalar, .hook_mlp_out, .hook_resid_post, ln_final.hook_normalized. Give it to the passes that it is for.
/// Shapes: [B, T, C]; q, k, v, z [B, T, heads, D], q and k before the rotation; hook_lora_scalar [B, T, rank].
/// </summary>
public sealed class Hooks : IDisposable
{
    private readonly Dictionary<string, (HookPoint Point, int Layer)> names;
    private readonly Dictionary<(HookPoint Point, int Layer), (string Name, List<Func<Tensor, HookContext, Tensor>> Edits)> edits = [];

    /// <summary>No hooks yet, for models of this shape.</summary>
    public Hooks(Qwen2Config config)
    {
        ArgumentNullException.ThrowIfNull(config);
        names = HookNames.All(config.NumLayers);
    }

    /// <summary>The names of all intermediates, in the order of the forward pass.</summary>
    public IReadOnlyCollection<string> Names => names.Keys;

    /// <summary>
    /// Replaces an intermediate by what <paramref name="edit"/> returns: a new tensor of the same shape; the given one is never
    /// changed in place. Several edits of one name follow each other in the order of adding.
    /// </summary>
    /// <remarks>In generation, batches may run side by side: an edit must depend on nothing but what it is given.</remarks>
    /// <returns>The hook's scope: disposing it removes the hook.</returns>
    /// <exception cref="ArgumentException">No intermediate has this name; near names are listed.</exception>
    public IDisposable Add(string name, Func<Tensor, HookContext, Tensor> edit)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(edit);
        if (!names.TryGetValue(name, out var at))
            throw new ArgumentException($"There is no intermediate named '{name}'. Near names: {string.Join(", ", HookNames.Near(name, names.Keys))}.");
        if (!edits.TryGetValue(at, out var here)) edits[at] = here = (name, []);
        here.Edits.Add(edit);
        return new Removal(() => here.Edits.Remove(edit));
    }

    /// <summary>
    /// Shows an intermediate to <paramref name="sink"/>, detached from the graph. The tensor is freed at the end of the pass:
    /// copy what you need, or call MoveToOuterDisposeScope or DetachFromDisposeScope on a clone.
    /// </summary>
    /// <inheritdoc cref="Add"/>
    public IDisposable Capture(string name, Action<Tensor> sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        Captures = true;
        return Add(name, (x, _) =>
        {
            sink(x.detach());
            return x;
        });
    }

    /// <summary>Removes all hooks.</summary>
    public void Dispose() => edits.Clear();

    /// <summary>Whether anything was ever captured with these hooks: passes then run one after another.</summary>
    internal bool Captures { get; private set; }

    internal Tensor Run(HookPoint point, int layer, Tensor x, Pass pass)
    {
        if (!edits.TryGetValue((point, layer), out var here) || here.Edits.Count == 0) return x;
        var context = new HookContext(here.Name, layer, pass.Rows, pass.Spans.Past, pass.Spans.Start, pass.Spans.End);
        foreach (var edit in here.Edits.ToArray())
        {
            var y = edit(x, context);
            if (!y.shape.AsSpan().SequenceEqual(x.shape))
                throw new ArgumentException($"A hook must return a tensor of the shape it was given, [{string.Join(", ", x.shape)}], got [{string.Join(", ", y.shape)}] at {here.Name}. Keep all axes.");
            x = y;
        }

        return x;
    }

    private sealed class Removal(Action remove) : IDisposable
    {
        public void Dispose() => remove();
    }
}
