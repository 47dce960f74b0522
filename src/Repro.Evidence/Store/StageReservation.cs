namespace Repro.Evidence.Store;

/// <summary>A stage that this process holds: nobody else makes its artifact meanwhile.</summary>
public sealed class StageReservation : IDisposable
{
    private readonly ArtifactStore store;
    private readonly StageKey key;
    private readonly IDisposable held;

    internal StageReservation(ArtifactStore store, StageKey key, IDisposable held)
    {
        this.store = store;
        this.key = key;
        this.held = held;
    }

    /// <summary>The artifact, where another process has made it meanwhile; else null.</summary>
    public Artifact? Find() => store.Find(key);

    /// <summary>Makes the artifact.</summary>
    /// <exception cref="Repro.Claims.InputException">The disk is full or may not be written. Nothing half-written is left.</exception>
    public Artifact Create(Action<ArtifactWriter> write) => store.CreateHeld(key, write);

    /// <summary>Gives the stage back.</summary>
    public void Dispose() => held.Dispose();
}
