using Repro.Evidence.Runs;

namespace Repro.Cli.Sessions;

/// <summary>What a verification found: told line by line as it goes, or as one JSON document at the end.</summary>
/// <param name="output">Where it is told.</param>
/// <param name="asJson">Say nothing until <see cref="Close"/>.</param>
internal sealed class Findings(TextWriter output, bool asJson)
{
    private readonly List<Finding> all = [];

    /// <summary>Says something.</summary>
    internal void Add(Finding finding)
    {
        all.Add(finding);
        if (asJson) return;
        output.WriteLine(finding.Text);
        foreach (var line in finding.Details) output.WriteLine($"      {line}");
    }

    /// <summary>Writes the document.</summary>
    /// <param name="run">The run's id; null where the bundle is damaged.</param>
    /// <param name="tier">Its tier.</param>
    /// <param name="root">Merkle root over its artifacts.</param>
    /// <param name="exitCode">What the process answers.</param>
    internal void Close(string? run, string tier, string? root, int exitCode)
    {
        if (!asJson) return;
        output.Write(RunJson.Write(new
        {
            Run = run,
            Tier = tier,
            ArtifactsRoot = root,
            ExitCode = exitCode,
            Outcome = exitCode switch { ExitCode.Expected => "equal", ExitCode.Incomplete => "missing evidence", _ => "differs" },
            Claims = all.Where(f => f.Claim is not null).Select(f => new { Id = f.Claim, Status = f.Kind, f.Text, f.Details }),
            Findings = all.Where(f => f.Claim is null),
        }));
    }
}
