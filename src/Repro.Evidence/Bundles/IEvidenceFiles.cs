namespace Repro.Evidence.Bundles;

/// <summary>The files that a run's numbers follow from, wherever they lie: <c>run/...</c>, <c>artifacts/ID/...</c>, see <see cref="EvidencePath"/>.</summary>
public interface IEvidenceFiles
{
    /// <summary>Paths of the files that are here, in ordinal order.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>Opens a file of <see cref="Names"/>.</summary>
    /// <exception cref="InvalidDataException">Its bytes cannot be read.</exception>
    Stream Open(string name);

    /// <summary>SHA-256 of a file of <see cref="Names"/>.</summary>
    string Hash(string name);
}
