using Repro.Core.Lora;

namespace Repro.Experiments.Organisms;

/// <summary>An organism's adapter and how its training went.</summary>
/// <param name="Adapter">The trained adapter.</param>
/// <param name="HeldOut">The looks of the stop rule, in order; the last one tells where it ended. Empty without a rule.</param>
public sealed record TrainedOrganism(LoraAdapter Adapter, IReadOnlyList<HeldOutLoss> HeldOut) : IDisposable
{
    /// <summary>Frees the adapter's matrices.</summary>
    public void Dispose() => Adapter.Dispose();
}
