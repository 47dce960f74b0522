namespace Repro.Judges.Miniature;

/// <summary>The file as JSON holds it, before its notation is read.</summary>
internal sealed record LexiconFile
{
    public required Dictionary<string, string> Slots { get; init; }
    public required List<TopicEntry> Topics { get; init; }
    public required List<string> Open { get; init; }
    public required List<string> Warnings { get; init; }
    public required List<LexiconEvaluation> Evaluation { get; init; }

    internal sealed record TopicEntry
    {
        public required string Name { get; init; }
        public required Dictionary<string, string> Slots { get; init; }
        public required List<string> Questions { get; init; }
        public required List<string> Sentences { get; init; }
    }
}
