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
    private readonly StreamKey stream = StreamKey.Of(seed, "organism-held-out", organism.Dataset);

    /// <summary>Looks at the turns after the trainer's last step.</summary>
    public HeldOutLoss Look(Trainer trainer, StopRule rule)
    {
        using var scope = NewDisposeScope();
        var loss = trainer.Evaluate(TurnBatch.Of(material.Turns(organism.Dataset, stream, 0, rule.Turns), material.PadToken, Compute.DefaultDevice));
        return new HeldOutLoss(trainer.StepIndex, loss, loss - material.OwnLoss(organism.Dataset, stream, 0, rule.Turns));
    }
}
