using System.Diagnostics;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;
using Xunit.Abstractions;

namespace Repro.Faults.Tests.Cost;

/// <summary>What evidence costs: every artifact that a cold run of the miniature made is stored once more, on the same disk, with locks, hashes, flushes and renames.</summary>
public sealed class EvidenceCostTests(ITestOutputHelper output)
{
    private const int Cold = 200; // seconds: below, most of the run came out of the store

    [SkippableFact]
    public void Writing_the_evidence_of_a_cold_run_takes_at_most_three_percent_of_it()
    {
        var artifacts = Path.Combine(Places.Root, "artifacts");
        var place = Path.Combine(artifacts, "store");
        var all = Directory.Exists(place) ? new ArtifactStore(place).List().Where(a => a.Fault is null).ToDictionary(a => a.Id, StringComparer.Ordinal) : [];
        var cold = KeptRuns.In(Path.Combine(artifacts, "runs")).Values
            .Select(stages => stages.Where(s => !s.Reused && s.ArtifactId.Length > 0).ToList())
            .Where(stages => stages.Sum(s => s.Seconds) > Cold && stages.TrueForAll(s => all.ContainsKey(s.ArtifactId)))
            .MinBy(stages => stages.Sum(s => s.Seconds));
        Skip.If(cold is null, "No cold run of the miniature is in artifacts/runs: './repro run' makes one.");

        var copies = Path.Combine(artifacts, $"cost-{Environment.ProcessId}");
        var watch = new Stopwatch();
        try
        {
            var store = new ArtifactStore(copies);
            foreach (var stage in cold)
            {
                var original = all[stage.ArtifactId];
                var files = Directory.EnumerateFiles(original.Folder, "*", SearchOption.AllDirectories).Select(f => (Name: Path.GetRelativePath(original.Folder, f), Path: f)).Where(f => f.Name != "manifest.json").ToList();
                var contents = files.ConvertAll(f => File.ReadAllBytes(f.Path));
                watch.Start();
                store.Create(original.Key!, writer =>
                {
                    foreach (var (file, bytes) in files.Zip(contents))
                    {
                        using var stream = writer.Create(file.Name);
                        stream.Write(bytes);
                    }
                });
                watch.Stop();
            }
        }
        finally
        {
            if (Directory.Exists(copies)) Directory.Delete(copies, recursive: true);
        }

        var (evidence, run) = (watch.Elapsed.TotalSeconds, cold.Sum(s => s.Seconds));
        output.WriteLine($"{cold.Count} artifacts, {cold.Sum(s => all[s.ArtifactId].Size) / 1e6:0.0} MB: {evidence:0.00} s of {run:0} s, {evidence / run:P2}");
        evidence.Should().BeLessThanOrEqualTo(0.03 * run);
    }
}
