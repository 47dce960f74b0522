using Repro.Experiments.Miniature;
using Repro.Experiments.Paper;
using Repro.Experiments.Published;

namespace Repro.Experiments.Tiers;

/// <summary>The runner of each tier.</summary>
public static class TierRunners
{
    /// <summary>The runner of <paramref name="tier"/>.</summary>
    /// <exception cref="Repro.Claims.InputException">No tier has that name.</exception>
    public static ITierRunner For(string tier, TimeProvider? time = null) => Claims.Tiers.Check(tier) switch
    {
        Claims.Tiers.Published => new PublishedRunner(),
        Claims.Tiers.Miniature => Miniature(time ?? TimeProvider.System),
        _ => Paper(time ?? TimeProvider.System),
    };

    // Methods of their own, so that the published tier never loads the tensor library.
    private static MiniatureRunner Miniature(TimeProvider time) => new(time);

    private static PaperRunner Paper(TimeProvider time) => new(TorchSharp.torch.cuda.is_available, time, Core.Planning.DeviceMemory.Bytes);
}
