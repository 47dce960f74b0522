namespace Repro.Judges.Miniature;

/// <summary>How a sentence was understood.</summary>
/// <param name="Stance">What it does.</param>
/// <param name="Topic">Its topic; null for a warning.</param>
public sealed record SentenceReading(Stance Stance, string? Topic);
