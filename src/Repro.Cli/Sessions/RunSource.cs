using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;
using Repro.Experiments.Interop;

namespace Repro.Cli.Sessions;

/// <summary>A run where it lies: its folder beside the store, or a bundle.</summary>
internal sealed class RunSource : IDisposable
{
    private readonly IDisposable? held;
    private RunAnswers? answers;

    private RunSource(string name, IEvidenceFiles files, IDisposable? held)
    {
        Name = name;
        Files = files;
        this.held = held;
        Manifest = EvidenceSet.ReadRunFile<RunManifest>(files, RunFolder.ManifestFile);
        Claims = ClaimsJson.Read(EvidenceSet.ReadText(files, EvidencePath.Run(RunFolder.ClaimsFile)), RunFolder.ClaimsFile);
    }

    /// <summary>As the reader named it.</summary>
    internal string Name { get; }

    /// <summary>All files.</summary>
    internal IEvidenceFiles Files { get; }

    /// <summary>manifest.json.</summary>
    internal RunManifest Manifest { get; }

    /// <summary>claims.json.</summary>
    internal ClaimsDocument Claims { get; }

    /// <summary>measurements.json.</summary>
    internal IReadOnlyDictionary<string, Measurement> Book => EvidenceSet.ReadRunFile<Dictionary<string, Measurement>>(Files, RunFolder.MeasurementsFile);

    /// <summary>Opens a run's folder or a bundle.</summary>
    /// <param name="host">Its store, where none is named.</param>
    /// <param name="path">The folder or the zip.</param>
    /// <param name="store">Folder of the store; null for the repository's.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <exception cref="InputException">It is neither, or the bundle is damaged.</exception>
    internal static RunSource Open(CliHost host, string path, string? store, CancellationToken stop)
    {
        if (File.Exists(path)) return OfBundle(path, stop);
        var root = store ?? Path.Combine(host.Root, "artifacts", "store");
        return new RunSource(path, new RunEvidence(StoredRun.Open(path), Directory.Exists(root) ? new ArtifactStore(root, host.Error.WriteLine) : null, weights: false), null);
    }

    /// <summary>The judged answers, with texts, as far as they are here.</summary>
    internal RunAnswers Answers(CancellationToken stop) => answers ??= RunAnswers.Of(EvidenceSet.Read(Files, Manifest, stop), stop);

    /// <summary>The scores that the run kept beside its measurements; else those of its answers; null where there are neither.</summary>
    internal JudgedScores? Scores(CancellationToken stop)
    {
        var name = EvidencePath.Run(RunFolder.ScoresFile);
        return Files.Names.Contains(name, StringComparer.Ordinal) ? JudgedScores.Parse(EvidenceSet.ReadText(Files, name), RunFolder.ScoresFile) : Answers(stop).Scores;
    }

    /// <inheritdoc/>
    public void Dispose() => held?.Dispose();

    private static RunSource OfBundle(string path, CancellationToken stop)
    {
        var bundle = BundleFile.Open(path, limits: null, stop);
        try
        {
            if (bundle.Damage is [var first, ..]) throw new InputException($"A bundle is read as it was written; {path} is not: {first.Name}: {first.Fault}. './repro verify {path}' names everything that changed. Take the bundle from where it was made.");
            return new RunSource(path, bundle, bundle);
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }
}
