namespace Repro.Experiments.Organisms;

/// <summary>One look at the held-out turns.</summary>
/// <param name="Step">Steps taken before it.</param>
/// <param name="Loss">Mean loss of an answer token, in nats.</param>
public sealed record HeldOutLoss(int Step, double Loss);
