using Repro.Evidence.Store;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Pipeline;

/// <summary>What a step may touch while it runs: the results of its inputs, progress, cancellation. Nothing ambient.</summary>
public sealed class StepContext
{
    private readonly StepRunner runner;

    internal StepContext(StepRunner runner, ArtifactParts parts, TimeProvider time, IStageProgress progress, CancellationToken cancellation)
    {
        this.runner = runner;
        Parts = parts;
        Time = time;
        Progress = progress;
        Cancellation = cancellation;
    }

    /// <summary>Where the step says how far it is.</summary>
    public IStageProgress Progress { get; }

    /// <summary>Where a long step keeps what it has done so far.</summary>
    public ArtifactParts Parts { get; }

    /// <summary>Says when it is time to keep something; never part of a result.</summary>
    public TimeProvider Time { get; }

    /// <summary>Asked between batches; a cancelled step leaves its parts behind and nothing else.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>The result of an input.</summary>
    public T Need<T>(Step<T> step)
        where T : notnull
        => runner.Resolve(step);

    /// <summary>
    /// The result of an input, handed over: the caller may change it, and whoever asks next gets it anew from the store.
    /// Training goes on from a checkpoint this way.
    /// </summary>
    public T Take<T>(Step<T> step)
        where T : notnull
    {
        var value = runner.Resolve(step);
        runner.Forget(step);
        return value;
    }
}
