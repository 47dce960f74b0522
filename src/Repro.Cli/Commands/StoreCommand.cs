using System.CommandLine;
using Repro.Claims;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;

namespace Repro.Cli.Commands;

/// <summary><c>store</c>: the artifacts of all runs, for people: ls, gc, pin, path.</summary>
internal static class StoreCommand
{
    private const int Shortest = 4;

    internal static Command Create(CliHost host) => new("store", "List the artifacts of the store, clear it up, pin what shall stay.")
    {
        StoreListCommand.Create(host),
        StoreGcCommand.Create(host),
        StorePinCommand.Create(host),
        StorePathCommand.Create(host),
    };

    /// <summary>The option of every one of them.</summary>
    internal static Option<string?> Place() => new("--store") { Description = "Folder of the artifact store, instead of artifacts/store.", HelpName = "DIR" };

    /// <summary>The store that the option names.</summary>
    internal static ArtifactStore Open(CliHost host, string? place)
    {
        var root = place ?? Path.Combine(host.Root, "artifacts", "store");
        return Directory.Exists(root) ? new ArtifactStore(root, host.Error.WriteLine)
            : throw new InputException($"--store names the folder of a store; there is nothing at '{root}'. './repro run' makes one.");
    }

    /// <summary>Every run in artifacts/runs, and those whose folders are named.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<StageTime>> Runs(CliHost host, IReadOnlyList<string> named)
    {
        var runs = KeptRuns.In(Path.Combine(host.Root, "artifacts", "runs")).ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal);
        foreach (var folder in named) runs[Path.GetFullPath(folder)] = StoredRun.Open(folder).Manifest.Provenance.Stages;
        return runs;
    }

    /// <summary>The artifact whose id begins so.</summary>
    /// <exception cref="InputException">There is none, or more than one, or too little of the id is given.</exception>
    internal static StoredArtifact Named(ArtifactStore store, string prefix)
    {
        if (prefix.Length < Shortest) throw new InputException($"An artifact is named by at least {Shortest} digits of its id; got '{prefix}'. './repro store ls' lists them.");
        var found = store.List().Where(a => a.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        return found switch
        {
            [var one] => one,
            [] => throw new InputException($"There is no artifact '{prefix}' in {store.Root}. './repro store ls' lists them."),
            _ => throw new InputException($"'{prefix}' names {found.Count} artifacts: {string.Join(", ", found.Take(5).Select(a => a.Id[..16]))}{(found.Count > 5 ? ", ..." : "")}. Give more digits."),
        };
    }
}
