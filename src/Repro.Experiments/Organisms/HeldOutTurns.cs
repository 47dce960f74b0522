using Repro.Core;
using Repro.Core.Random;
using Repro.Core.Training;
using Repro.Experiments.Tiers;
using static TorchSharp.torch;

namespace Repro.Experiments.Organisms;

/// <summary>
/// Turns of an organism's data set from a stream of their own, never trained on. The stream is the organism's seed's: the papers hold
/// out a tenth of their rows by the seed of the split (P2 Table 6).
/// </summary>
internal sealed class HeldOutTurns(ITierMaterial material, OrganismSpec organism, long seed)
{
    private readonly IReadOnlyList<TokenTurn> turns = organism.Stop is null
        ? []
        : material.Turns(organism.Dataset, StreamKey.Of(seed, "organism-held-out", organism.Dataset), 0, organism.Stop.Turns);

    /// <summary>Mean loss of an answer token, in nats.</summary>
    public double Loss(Trainer trainer)
    {
        using var scope = NewDisposeScope();
        return trainer.Evaluate(TurnBatch.Of(turns, material.PadToken, Compute.DefaultDevice));
    }
}
