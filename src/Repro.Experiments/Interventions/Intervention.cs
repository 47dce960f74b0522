using Repro.Core.Hooking;
using Repro.Core.Lora;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Interventions;

/// <summary>A change of the forward pass while answers are drawn.</summary>
public abstract class Intervention
{
    /// <summary>What a person reads, such as <c>single ablation by nine-rank-1</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What the step's key needs beside the inputs.</summary>
    public abstract object Spec { get; }

    /// <summary>Steps whose results the hooks read.</summary>
    public abstract IReadOnlyList<IStep> Inputs { get; }

    /// <summary>Adds the hooks.</summary>
    internal abstract void AddTo(Hooks hooks, StepContext context);

    /// <summary>An edited copy of the organism's adapter to answer with, which the caller frees; null: the adapter as it is.</summary>
    internal virtual LoraAdapter? Edit(LoraAdapter adapter, StepContext context) => null;
}
