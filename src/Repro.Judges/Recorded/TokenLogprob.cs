namespace Repro.Judges.Recorded;

/// <summary>A token that the judge could have said first, and the natural logarithm of its probability.</summary>
internal readonly record struct TokenLogprob(string Token, double Logprob);
