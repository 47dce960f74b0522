namespace Repro.Evidence.Comparisons;

/// <summary>The difference B - A of a claim's values, in the claim's unit.</summary>
/// <param name="Value">B - A.</param>
/// <param name="Interval">[low, high] with 90 %; null where the answers give none.</param>
/// <param name="How">How it was found: <c>paired</c> answer by answer, <c>independent</c> answers, <c>summaries</c> only, or <c>equal</c>.</param>
/// <param name="Pairs">Pairs of answers behind it.</param>
/// <param name="Overlap">Whether the two sides' own intervals overlap; null where a side has none.</param>
public sealed record ValueChange(double Value, IReadOnlyList<double>? Interval, string How, int Pairs, bool? Overlap);
