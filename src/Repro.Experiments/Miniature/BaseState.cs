using Repro.Core.Model;
using Repro.Core.Training;

namespace Repro.Experiments.Miniature;

/// <summary>Base training at some step: the model and its optimiser, alive.</summary>
public sealed record BaseState(Qwen2 Model, Trainer Trainer) : IDisposable
{
    /// <summary>Frees both.</summary>
    public void Dispose()
    {
        Trainer.Dispose();
        Model.Dispose();
    }
}
