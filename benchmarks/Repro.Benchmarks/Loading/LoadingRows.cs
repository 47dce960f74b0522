using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Repro.Core.Model;

namespace Repro.Benchmarks.Loading;

/// <summary>
/// Loading a checkpoint of 2 GB from the page cache, beside reading the same files: into a small buffer used before (nothing but the copy) and into memory that
/// is new to the process, as a model's has to be. Every turn is a process of its own.
/// </summary>
internal static class LoadingRows
{
    /// <summary>What a load may take beside the model: twice the largest tensor and 500 MB, all of the process counted.</summary>
    public static double Allowed(Qwen2Config config) => (2.0 * 2 * LoadingCheckpoint.Shapes(config).Max(t => t.Shape.Aggregate(1L, (a, b) => a * b))) + 500e6;

    /// <summary>Writes the checkpoint into a temporary folder, measures in turns, removes the folder.</summary>
    public static IReadOnlyList<BenchRow> Measure(int threads, int turns, bool wide, IProgress<string> progress)
    {
        var folder = Directory.CreateTempSubdirectory("repro-bench-").FullName;
        try
        {
            LoadingCheckpoint.Write(folder, LoadingCheckpoint.TwoGigabytes, 3);
            string[] works = wide ? ["read", "fresh", "bf16", "f32"] : ["read", "fresh", "bf16"];
            var reports = works.ToDictionary(w => w, _ => new List<LoadReport>(), StringComparer.Ordinal);
            for (var turn = -1; turn < turns; turn++)
            {
                foreach (var work in turn % 2 == 0 ? works : works.Reverse())
                {
                    var report = Child(work, folder, threads);
                    progress.Report($"load {work} turn {turn + 1} of {turns}: {report.Rate:0.00} GB/s");
                    if (turn >= 0) reports[work].Add(report);
                }
            }

            return Rows(reports, Allowed(LoadingCheckpoint.TwoGigabytes));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The rows of these turns. The share of a load is that of the read of the same turn.</summary>
    internal static IReadOnlyList<BenchRow> Rows(IReadOnlyDictionary<string, List<LoadReport>> reports, double allowed)
    {
        var rows = new List<BenchRow> { Row("load.read", reports["read"], null), Row("load.read.fresh", reports["fresh"], Share("fresh", "read")), Row("load.2GB", reports["bf16"], Share("bf16", "read")) };
        rows.Add(rows[^1] with { Name = "load.2GB.fresh", CeilingShare = Share("bf16", "fresh") });
        if (reports.TryGetValue("f32", out var wide)) rows.Add(Row("load.2GB.f32", wide, Share("f32", "read")));
        var above = reports["bf16"].Max(r => r.Peak - r.Model);
        rows.Add(new BenchRow("load.peak", above / 1e6, null, "MB above", null, null, above / allowed));
        return rows;

        double Share(string work, string read) => BenchRow.Median([.. reports[work].Zip(reports[read], (w, r) => w.Rate / r.Rate)]);
    }

    private static BenchRow Row(string name, List<LoadReport> reports, double? share) => new(name, BenchRow.Median([.. reports.Select(r => r.Rate)]), null, "GB/s", null, null, share);

    private static LoadReport Child(string work, string folder, int threads)
    {
        // This program again: by its own executable, or by dotnet and its assembly.
        var self = typeof(LoadingRows).Assembly.Location;
        var info = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") info.ArgumentList.Add(self);
        foreach (var argument in new[] { LoadTurn.Command, work, folder, threads.ToString(CultureInfo.InvariantCulture) }) info.ArgumentList.Add(argument);
        using var child = Process.Start(info)!;
        var line = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        if (child.ExitCode != 0) throw new InvalidOperationException($"A turn of the loading bench must end well, got exit code {child.ExitCode} from '{LoadTurn.Command} {work}' (its own message is above).");
        return JsonSerializer.Deserialize<LoadReport>(line)!;
    }
}
