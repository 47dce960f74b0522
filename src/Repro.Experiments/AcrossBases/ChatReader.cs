using Repro.Core;
using Repro.Core.Model;
using Repro.Core.Random;

namespace Repro.Experiments.AcrossBases;

/// <summary>The chat model, or one of its shape with random weights, which it owns.</summary>
internal sealed class ChatReader : IDisposable
{
    /// <summary>As the miniature's base models begin.</summary>
    private const double Std = 0.05;

    private readonly Qwen2? own;

    /// <summary>Takes the chat model, or makes another.</summary>
    public ChatReader(Qwen2 chat, bool random)
    {
        own = random ? Qwen2.Random(chat.Config, StreamKey.Of(0, "random-model"), Std, Compute.DefaultDevice) : null;
        Model = own ?? chat;
    }

    /// <summary>The model that reads.</summary>
    public Qwen2 Model { get; }

    /// <inheritdoc/>
    public void Dispose() => own?.Dispose();
}
