using Repro.Evidence.Files;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Pipeline;

/// <summary>
/// Resolves steps: from memory, from the store, or by running them. A run killed at any point goes on from the last
/// whole artifact, because a result is stored the moment it exists and found again by its key. Two runs on one store make each
/// result once: who needs what the other is making waits for it.
/// </summary>
/// <param name="store">Where results live.</param>
/// <param name="environment">Device class, threads, dtype and libtorch version: part of every key, because they change bits.</param>
/// <param name="progress">Told of every step that really runs.</param>
/// <param name="time">Measures the stages.</param>
/// <param name="cancellation">Ctrl-C.</param>
public sealed class StepRunner(ArtifactStore store, string environment, IStageProgress progress, TimeProvider time, CancellationToken cancellation) : IDisposable
{
    private readonly Dictionary<string, object> memory = new(StringComparer.Ordinal);
    private readonly Dictionary<IStep, StageKey> keys = new(ReferenceEqualityComparer.Instance);
    private readonly List<StageTime> stages = [];
    private readonly IDisposable use = store.Use();

    /// <summary>Every step resolved so far, in order: seconds, and whether it was reused.</summary>
    public IReadOnlyList<StageTime> Stages => stages;

    /// <summary>The step's result.</summary>
    public T Resolve<T>(Step<T> step)
        where T : notnull
    {
        var key = KeyOf(step);
        if (memory.TryGetValue(key.Id, out var known)) return (T)known;

        cancellation.ThrowIfCancellationRequested();
        var found = store.Find(key);
        var value = found is null ? Make(step, key) : Reuse(step, found);
        memory[key.Id] = value;
        return value;
    }

    /// <summary>The key that names the step's result: a hash of its spec, its inputs' keys, its version and the environment.</summary>
    public StageKey KeyOf(IStep step)
    {
        if (keys.TryGetValue(step, out var known)) return known;
        var key = new StageKey
        {
            Stage = step.Stage,
            Version = step.Version,
            Spec = CanonicalJson.Serialize(step.Spec),
            Inputs = [.. step.Inputs.Select(input => KeyOf(input).Id)],
            Environment = environment,
        };
        keys.Add(step, key);
        return key;
    }

    /// <summary>Frees what the results hold outside the garbage collector's sight.</summary>
    public void Dispose()
    {
        foreach (var value in memory.Values) (value as IDisposable)?.Dispose();
        memory.Clear();
        use.Dispose();
    }

    /// <summary>Drops the result from memory without freeing it: its taker does.</summary>
    internal void Forget(IStep step) => memory.Remove(KeyOf(step).Id);

    private T Reuse<T>(Step<T> step, Artifact artifact)
        where T : notnull
    {
        stages.Add(new StageTime(step.Stage, step.Label, artifact.Id, 0, Reused: true));
        return step.Read(artifact, Context(new ArtifactParts(store, artifact.Key)));
    }

    private T Make<T>(Step<T> step, StageKey key)
        where T : notnull
    {
        // The inputs come first, so that a stage's time and progress line are its own, and no stage is held while another is waited for.
        foreach (var input in step.Inputs) ((IResolvable)input).ResolveWith(this);

        using var held = store.Reserve(key, () => progress.Note($"{step.Label}: another run makes this; waiting"), cancellation);
        if (held.Find() is { } made) return Reuse(step, made);

        var started = time.GetTimestamp();
        var parts = new ArtifactParts(store, key);
        T value;
        using (progress.Stage(step.Label, step.Total))
        {
            value = step.Make(Context(parts));
        }

        var artifact = held.Create(writer => step.Write(value, writer));
        parts.Clear();
        var seconds = Math.Max(0, Math.Round(time.GetElapsedTime(started).TotalSeconds, 3));
        stages.Add(new StageTime(step.Stage, step.Label, artifact.Id, seconds, Reused: false));
        return value;
    }

    private StepContext Context(ArtifactParts parts) => new(this, parts, time, progress, cancellation);
}
