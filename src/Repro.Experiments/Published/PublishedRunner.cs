using Repro.Claims;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Published;

/// <summary>The published tier: released judge scores to measurements, on any CPU, in seconds.</summary>
public sealed class PublishedRunner : ITierRunner
{
    /// <inheritdoc/>
    public TierOutcome Run(TierRequest request, IStageProgress progress, CancellationToken ct)
    {
        if (request.DataDirectory is not { } folder)
        {
            throw new InputException("The published tier reads released scores from a folder; none was named. Pass --data DIR, a folder that holds 'scores' and 'adapter-scaling'.");
        }

        using var stage = progress.Stage($"read {folder}", null);
        return new TierOutcome(PublishedTier.Measure(folder), [], [], new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal), []);
    }
}
