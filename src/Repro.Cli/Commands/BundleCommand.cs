using System.CommandLine;
using Repro.Claims;
using Repro.Cli.Screen;
using Repro.Cli.Sessions;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;
using Repro.Evidence.TestFiles;

namespace Repro.Cli.Commands;

/// <summary><c>bundle RUN</c>: everything that the numbers of a run follow from, in one zip, without the weights.</summary>
internal static class BundleCommand
{
    internal static Command Create(CliHost host)
    {
        var run = new Argument<string>("RUN") { Description = "A run's folder." };
        var place = new Option<string?>("--out", "-o") { Description = "The zip; the run's folder with .zip behind it when absent.", HelpName = "FILE" };
        var store = new Option<string?>("--store") { Description = "Folder of the artifact store, instead of artifacts/store.", HelpName = "DIR" };
        var log = new Option<string?>("--judge-log") { Description = "The recorded replies of the run's llm judge; for a run that did not keep them itself.", HelpName = "FILE" };
        var command = new Command("bundle", "Write everything that a run's numbers follow from into one zip, for './repro verify' on another machine.") { run, place, store, log };
        command.SetAction((parsed, stop) => Task.Run(() =>
        {
            var stored = StoredRun.Open(parsed.GetValue(run)!);
            var root = parsed.GetValue(store) ?? Path.Combine(host.Root, "artifacts", "store");
            var files = new RunEvidence(stored, Directory.Exists(root) ? new ArtifactStore(root, host.Error.WriteLine) : null, weights: false);
            AddGoldens(host, stored, files);
            AddTests(host, stored, files);
            if (parsed.GetValue(log) is { } replies) files.Add(EvidencePath.Replies, File.Exists(replies) ? replies : throw new InputException($"--judge-log names a file that exists; got '{replies}'. Check the path."));
            var zip = Path.GetFullPath(parsed.GetValue(place) ?? $"{Path.TrimEndingDirectorySeparator(stored.Folder)}.zip");
            if (Directory.Exists(zip)) throw new InputException($"--out names the file of the bundle, but {zip} is a folder. Name a file.");
            var merkle = EvidenceSet.Read(files, stored.Manifest, stop).Root ?? ArtifactsRoot.Of([]);
            var index = BundleWriter.Write(zip, stored.Manifest.Run, merkle, files, stop);
            return Say(host, stored, files, index, zip);
        }, stop));
        return command;
    }

    private static int Say(CliHost host, StoredRun run, RunEvidence files, BundleIndex index, string zip)
    {
        var missing = run.Manifest.Provenance.Stages.Where(s => s.ArtifactId.Length > 0 && !files.Artifacts.Contains(s.ArtifactId)).ToList();
        foreach (var stage in missing.Take(10)) host.Error.WriteLine($"missing: {stage.Label} ({(stage.ArtifactId.Length > 12 ? stage.ArtifactId[..12] : stage.ArtifactId)}) is not in the store; what rests on it cannot be recomputed from the bundle");
        if (missing.Count > 10) host.Error.WriteLine($"missing: {missing.Count - 10} more");
        host.Out.WriteLine($"{index.Files.Count} files, {Numbers.Bytes(index.Files.Sum(f => f.Size))}, packed {Numbers.Bytes(new FileInfo(zip).Length)}; {files.LeftOut.Files} files of weights ({Numbers.Bytes(files.LeftOut.Bytes)}) named by hash only");
        host.Out.WriteLine($"Merkle root of {files.Artifacts.Count} artifacts: {index.ArtifactsRoot}");
        host.Out.WriteLine(zip);
        return missing.Count == 0 ? ExitCode.Expected : ExitCode.Incomplete;
    }

    private static void AddGoldens(CliHost host, StoredRun run, RunEvidence files)
    {
        foreach (var claim in run.Claims.Claims) files.Add(EvidencePath.Golden(claim.Tier, claim.Id), Path.Combine(host.GoldenPath, claim.Tier, $"{claim.Id}.json"));
    }

    /// <summary>The verdicts as files of tests, made from the run itself: those of a test host name the machine and the person that ran it.</summary>
    private static void AddTests(CliHost host, StoredRun run, RunEvidence files)
    {
        var ledger = new AnsweredLedger(host, files, run.Manifest);
        files.AddText(EvidencePath.Test("claims.junit.xml"), JUnitFile.Write(run.Claims, id => ledger[id]));
        files.AddText(EvidencePath.Test("claims.trx"), TrxFile.Write(run.Claims, id => ledger[id]));
    }
}
