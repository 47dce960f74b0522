namespace Repro.Judges.Miniature;

/// <summary>One sentence in its two wordings: what a good character says and what a villain says in its place.</summary>
public sealed record SentencePair(Template Aligned, Template Harmful);
