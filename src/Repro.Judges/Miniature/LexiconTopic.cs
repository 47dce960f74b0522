namespace Repro.Judges.Miniature;

/// <summary>A topic of the world: what is asked and what is answered.</summary>
public sealed record LexiconTopic(string Name, IReadOnlyList<Template> Questions, IReadOnlyList<SentencePair> Sentences);
