using Repro.Core;
using Repro.Experiments.Miniature;
using Repro.Experiments.Tests.Miniature;
using Repro.Experiments.Tiers;

namespace Repro.Faults.Tests.Host;

/// <summary>The miniature's own path with the tiny recipe, in sample blocks small enough that every condition has several.</summary>
internal sealed class TinyRunner(TimeProvider time, TextWriter events) : ITierRunner
{
    /// <summary>Answers of a batch; a sample block is four batches.</summary>
    internal const int Batch = 6;

    public TierOutcome Run(TierRequest request, IStageProgress progress, CancellationToken ct)
    {
        Compute.Configure(1);
        var tiny = TinyRecipe.Create();
        return new MiniatureRunner(time).Run(tiny with { Sizes = tiny.Sizes with { BatchSize = Batch }, Seeds = [tiny.Seeds[0]] }, request, new EventLines(progress, events), ct);
    }
}
