using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Evidence.Files;

namespace Repro.Evidence.Runs;

/// <summary>A run read back from its folder.</summary>
public sealed class StoredRun
{
    private StoredRun(string folder) => Folder = folder;

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>claims.json.</summary>
    public required ClaimsDocument Claims { get; init; }

    /// <summary>measurements.json.</summary>
    public required IReadOnlyDictionary<string, Measurement> Book { get; init; }

    /// <summary>scores.json; null in a run without judged answers, or that was made before runs kept them.</summary>
    public JudgedScores? Scores { get; init; }

    /// <summary>ledger.jsonl: the claims as the run answered them; none in a run that was made before runs kept them.</summary>
    public required ClaimTexts Ledger { get; init; }

    /// <summary>run.json.</summary>
    public required RunDocument Document { get; init; }

    /// <summary>manifest.json.</summary>
    public required RunManifest Manifest { get; init; }

    /// <summary>Opens the run in <paramref name="folder"/>.</summary>
    /// <exception cref="InputException">There is no whole run.</exception>
    /// <exception cref="InvalidDataException">A file of it is not what it should be.</exception>
    public static StoredRun Open(string folder)
    {
        var missing = new[] { RunFolder.ManifestFile, RunFolder.ClaimsFile, RunFolder.MeasurementsFile, RunFolder.DocumentFile }
            .FirstOrDefault(f => !File.Exists(Path.Combine(folder, f)));
        if (missing is not null) throw new InputException($"A run's folder holds {missing}, but {folder} does not. Name the folder that './repro run' printed on its last line.");
        return new StoredRun(folder)
        {
            Claims = ClaimsJson.Read(File.ReadAllText(Path.Combine(folder, RunFolder.ClaimsFile)), Path.Combine(folder, RunFolder.ClaimsFile)),
            Book = RunJson.Read<Dictionary<string, Measurement>>(Path.Combine(folder, RunFolder.MeasurementsFile)),
            Scores = ScoresOf(folder),
            Ledger = LedgerOf(folder),
            Document = RunJson.Read<RunDocument>(Path.Combine(folder, RunFolder.DocumentFile)),
            Manifest = RunJson.Read<RunManifest>(Path.Combine(folder, RunFolder.ManifestFile)),
        };
    }

    /// <summary>The claims as the run in <paramref name="folder"/> answered them; none where the folder does not say.</summary>
    /// <exception cref="InputException">ledger.jsonl is malformed.</exception>
    public static ClaimTexts LedgerOf(string folder)
    {
        var file = Path.Combine(folder, RunFolder.LedgerFile);
        return File.Exists(file) ? ClaimTexts.Read(file) : ClaimTexts.None;
    }

    private static JudgedScores? ScoresOf(string folder)
    {
        var file = Path.Combine(folder, RunFolder.ScoresFile);
        return File.Exists(file) ? JudgedScores.Parse(File.ReadAllText(file), file) : null;
    }

    /// <summary>Names of files whose bytes are not those that the manifest recorded, or that are missing.</summary>
    public IReadOnlyList<string> ChangedFiles() =>
        [.. Manifest.Files
            .Where(f => f.Key != Path.GetFileName(f.Key) || !File.Exists(Path.Combine(Folder, f.Key)) || Sha256.OfFile(Path.Combine(Folder, f.Key)) != f.Value)
            .Select(f => f.Key).Order(StringComparer.Ordinal)];

    /// <summary>Writes the hash of a report that was rendered again into manifest.json.</summary>
    public void RecordReport(string report)
    {
        var files = new SortedDictionary<string, string>(Manifest.Files.ToDictionary(), StringComparer.Ordinal) { [RunFolder.ReportFile] = Sha256.OfText(report) };
        AtomicFile.WriteAllText(Path.Combine(Folder, RunFolder.ManifestFile), RunJson.Write(Manifest with { Files = files }));
    }
}
