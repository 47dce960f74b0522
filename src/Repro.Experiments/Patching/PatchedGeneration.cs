using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Model;

namespace Repro.Experiments.Patching;

/// <summary>
/// A prompt's generation, recorded, and generations that receive its scalars. Every generation has the same number of requests, in the same slots, of one
/// prompt alone: the last bits of a product of matrices depend on its rows, so that patching may be told from not patching only in batches that are composed alike.
/// Who receives its own scalars in its own slots goes step by step through the very batches that were recorded.
/// </summary>
/// <param name="chat">The model, its adapter attached.</param>
/// <param name="layers">Layers of the adapter.</param>
/// <param name="samples">Requests of a generation.</param>
/// <param name="options">How answers are drawn.</param>
internal sealed class PatchedGeneration(Qwen2 chat, IReadOnlyList<int> layers, int samples, SamplingOptions options)
{
    private readonly ScalarRecord record = new(layers, samples);

    /// <summary>Draws the donor's answers and records their scalars.</summary>
    /// <param name="donor">The donor's request of each sample.</param>
    /// <param name="ct">Stops between two tokens.</param>
    public IReadOnlyList<int[]> Record(IReadOnlyList<GenerationRequest> donor, CancellationToken ct)
    {
        using var hooks = new Hooks(chat.Config);
        record.Listen(hooks);
        return Generator.Generate(chat, donor, options, hooks, ct: ct);
    }

    /// <summary>Records a prompt's own positions alone.</summary>
    /// <param name="donor">Any request of the donor.</param>
    /// <param name="ct">Stops between two tokens.</param>
    public void RecordPrompt(GenerationRequest donor, CancellationToken ct)
    {
        using var hooks = new Hooks(chat.Config);
        record.Listen(hooks);
        Generator.Generate(chat, [donor], options with { MaxNewTokens = 1 }, hooks, ct: ct);
    }

    /// <summary>Draws the receiver's answers with the recorded scalars.</summary>
    /// <param name="receiver">The receiver's request of each sample; its prompt is as long as the donor's.</param>
    /// <param name="shift">Sample i receives from the donor's sample i + shift, counted round.</param>
    /// <param name="promptOnly">Generated tokens have no scalars at all.</param>
    /// <param name="ct">Stops between two tokens.</param>
    public IReadOnlyList<int[]> Patched(IReadOnlyList<GenerationRequest> receiver, int shift, bool promptOnly, CancellationToken ct)
    {
        using var hooks = new Hooks(chat.Config);
        record.Replace(hooks, [.. Enumerable.Range(0, samples).Select(sample => (sample + shift) % samples)], promptOnly);
        return Generator.Generate(chat, receiver, options, hooks, ct: ct);
    }
}
