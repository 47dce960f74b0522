using Repro.Evidence.Store;

namespace Repro.Experiments.Pipeline;

/// <summary>A step with a result of type <typeparamref name="T"/>: made once, stored under its key, read back ever after.</summary>
public abstract class Step<T> : IStep, IResolvable
    where T : notnull
{
    /// <inheritdoc/>
    public abstract string Stage { get; }

    /// <inheritdoc/>
    public virtual int Version => 1;

    /// <inheritdoc/>
    public abstract string Label { get; }

    /// <inheritdoc/>
    public virtual long? Total => null;

    /// <inheritdoc/>
    public abstract object Spec { get; }

    /// <inheritdoc/>
    public abstract IReadOnlyList<IStep> Inputs { get; }

    /// <summary>Computes the result. A pure function of <see cref="Spec"/> and the inputs' results.</summary>
    public abstract T Make(StepContext context);

    /// <summary>Writes the result into the artifact.</summary>
    public abstract void Write(T value, ArtifactWriter writer);

    /// <summary>Reads back what <see cref="Write"/> wrote.</summary>
    public abstract T Read(Artifact artifact, StepContext context);

    void IResolvable.ResolveWith(StepRunner runner) => runner.Resolve(this);
}
