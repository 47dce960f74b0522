namespace Repro.Experiments.Tiers;

/// <summary>Supplies the model, the data, the judge and the sizes of one tier, and runs the experiments on them.</summary>
public interface ITierRunner
{
    /// <summary>Measures what the claims of the request name. Stages that the store holds are reused.</summary>
    /// <exception cref="Repro.Claims.InputException">The named data or model breaks a rule.</exception>
    /// <exception cref="OperationCanceledException">Stopped by the user; what was whole is in the store.</exception>
    TierOutcome Run(TierRequest request, IStageProgress progress, CancellationToken ct);
}
