using Repro.Evidence.Runs;

namespace Repro.Cli.Screen;

/// <summary>What each stage cost.</summary>
internal static class StageTable
{
    internal static void Write(CliHost host, IReadOnlyList<StageTime> stages)
    {
        foreach (var stage in stages)
        {
            host.Out.WriteLine($"{(stage.Reused ? "reused" : stage.Seconds.ToString("0.0") + " s"),10}  {stage.Label}{(stage.ArtifactId.Length < 12 ? "" : $"  {stage.ArtifactId[..12]}")}");
        }
    }
}
