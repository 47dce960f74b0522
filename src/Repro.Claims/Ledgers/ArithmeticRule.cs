namespace Repro.Claims.Ledgers;

/// <summary>Inputs and formula of an arithmetic claim.</summary>
/// <param name="Inputs">Named numbers.</param>
/// <param name="Formula">Names, numbers, + - * / and brackets.</param>
/// <param name="Digits">Decimals that the claim states; the value is rounded to them before an = comparison. Null compares exactly.</param>
/// <param name="Sampling">The counts behind the figures, where the quotient has a sampling error.</param>
public sealed record ArithmeticRule(IReadOnlyDictionary<string, double> Inputs, string Formula, int? Digits, SamplingRule? Sampling);
