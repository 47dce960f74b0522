namespace Repro.Experiments.Organisms;

/// <summary>One look at the held-out turns.</summary>
/// <param name="Step">Steps taken before it.</param>
/// <param name="Loss">Mean loss of an answer token, in nats.</param>
/// <param name="Excess">The same above the loss of the process that wrote the turns.</param>
public sealed record HeldOutLoss(int Step, double Loss, double Excess);
