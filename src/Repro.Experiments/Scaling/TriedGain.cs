namespace Repro.Experiments.Scaling;

/// <summary>One tried gain.</summary>
/// <param name="Condition">What is scaled.</param>
/// <param name="Gain">How far up.</param>
/// <param name="Hits">Answers that are what the scaling is for, among all.</param>
/// <param name="Coherent">Coherent answers.</param>
/// <param name="Answers">All answers.</param>
internal sealed record TriedGain(string Condition, double Gain, int Hits, int Coherent, int Answers);
