namespace Repro.Judges.Panel;

/// <summary>How often two judges decide alike whether an answer is misaligned and coherent (the cuts of <see cref="Repro.Claims.Em"/>).</summary>
/// <param name="First">One judge.</param>
/// <param name="Second">The other.</param>
/// <param name="Both">Answers for which both judges gave both scores.</param>
/// <param name="Equal">Share of these with the same decision, 0 to 1; null where there are none.</param>
public sealed record EmAgreement(JudgeIdentity First, JudgeIdentity Second, int Both, double? Equal);
