namespace Repro.Evidence.Store;

/// <summary>
/// What a stage has done before it is whole: numbered parts, each an artifact of its own, so that a part is never half there either. When the
/// stage's artifact exists they are no longer needed and go.
/// </summary>
/// <param name="store">Where they live.</param>
/// <param name="whole">Key of the stage's artifact.</param>
public sealed class ArtifactParts(ArtifactStore store, StageKey whole)
{
    private readonly SortedSet<int> present = [];

    /// <summary>The part, or null.</summary>
    public Artifact? Find(int number)
    {
        var found = store.Find(KeyOf(number));
        if (found is not null) present.Add(number);
        return found;
    }

    /// <summary>The part with the highest number from 0 to <paramref name="most"/>, or null.</summary>
    public Artifact? Last(int most)
    {
        for (var number = most; number >= 0; number--)
        {
            if (Find(number) is { } found) return found;
        }

        return null;
    }

    /// <summary>Stores a part.</summary>
    /// <exception cref="Repro.Claims.InputException">The disk is full or may not be written. Nothing half-written is left.</exception>
    public Artifact Save(int number, Action<ArtifactWriter> write)
    {
        var saved = store.Create(KeyOf(number), write);
        present.Add(number);
        return saved;
    }

    /// <summary>Removes the known parts below <paramref name="number"/>: those that a later one replaces.</summary>
    public void RemoveBelow(int number)
    {
        foreach (var old in present.Where(n => n < number).ToList())
        {
            store.Remove(KeyOf(old));
            present.Remove(old);
        }
    }

    /// <summary>Removes all known parts.</summary>
    public void Clear() => RemoveBelow(int.MaxValue);

    private StageKey KeyOf(int number) => new() { Stage = whole.Stage + StoredArtifact.PartEnding, Version = whole.Version, Spec = $"{{\"part\":{number}}}", Inputs = [whole.Id], Environment = whole.Environment };
}
