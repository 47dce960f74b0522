using Repro.Evidence.Bundles;
using Repro.Experiments.Pipeline;

namespace Repro.Experiments.Verification;

/// <summary>Looks at every artifact of a stage.</summary>
internal static class StageChecks
{
    /// <summary>What became of them. What an artifact lacks is told as unchecked, what it cannot give as a difference.</summary>
    /// <param name="evidence">The run's evidence.</param>
    /// <param name="stage">Such as <c>activations</c>.</param>
    /// <param name="cancellation">Ctrl-C, asked before each.</param>
    /// <param name="check">Numbers, responses or directions in an artifact, and how it came out otherwise; null where it did not.</param>
    public static StepCheck Each(EvidenceSet evidence, string stage, CancellationToken cancellation, Func<EvidenceArtifact, (long Rows, string? Difference)> check)
    {
        var (count, rows) = (0, 0L);
        List<string> differences = [], missing = [];
        foreach (var artifact in evidence.Artifacts.Values.Where(a => a.Key.Stage == stage))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var (found, difference) = check(artifact);
                (count, rows) = (count + 1, rows + found);
                if (difference is not null) differences.Add(difference);
            }
            catch (MissingEvidenceException e)
            {
                missing.Add(e.Message);
            }
            catch (NotMeasurableException e)
            {
                differences.Add($"{artifact.Id[..12]}: {e.Message}");
            }
        }

        return new StepCheck(stage, count, rows, differences, [.. missing.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Whether a run has the stage at all.</summary>
    public static bool IsThere(StepCheck check) => check.Artifacts + check.Unchecked.Count + check.Differences.Count > 0;
}
