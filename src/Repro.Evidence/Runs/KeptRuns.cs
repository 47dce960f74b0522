using Repro.Claims;

namespace Repro.Evidence.Runs;

/// <summary>The runs whose folders are kept, and the artifacts that they rest on.</summary>
public static class KeptRuns
{
    /// <summary>Run folder's name to the stages of the run.</summary>
    /// <param name="parent">Folder of runs; need not be there.</param>
    /// <exception cref="InputException">A run's manifest cannot be read: what it needs is not known.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<StageTime>> In(string parent) => Directory.Exists(parent)
        ? Directory.EnumerateDirectories(parent)
            .Where(folder => !Path.GetFileName(folder).StartsWith('.') && File.Exists(Path.Combine(folder, RunFolder.ManifestFile)))
            .Order(StringComparer.Ordinal)
            .ToDictionary(folder => Path.GetFileName(folder), StagesOf, StringComparer.Ordinal)
        : new Dictionary<string, IReadOnlyList<StageTime>>(StringComparer.Ordinal);

    private static IReadOnlyList<StageTime> StagesOf(string folder)
    {
        try
        {
            return RunJson.Read<RunManifest>(Path.Combine(folder, RunFolder.ManifestFile)).Provenance.Stages;
        }
        catch (InvalidDataException e)
        {
            throw new InputException($"What a kept run needs is read off its manifest. {e.Message} Or remove {folder}.", e);
        }
    }
}
