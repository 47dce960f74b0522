namespace Repro.Experiments.Published;

/// <summary>A share of answers in %, with its 90 % intervals.</summary>
/// <param name="Percent">The share.</param>
/// <param name="Low">Lower end over these questions.</param>
/// <param name="High">Upper end over these questions.</param>
/// <param name="PopulationLow">Lower end over the population of such questions, all answers to one being one cluster; null for a single question.</param>
/// <param name="PopulationHigh">Its upper end.</param>
public sealed record AuditShare(double Percent, double Low, double High, double? PopulationLow, double? PopulationHigh);
