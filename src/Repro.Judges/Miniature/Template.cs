namespace Repro.Judges.Miniature;

/// <summary>A sentence or question with slots; a slot is always one word, so a template has one length.</summary>
/// <param name="Text">The template as written, such as <c>take the {remedy} {when}</c>.</param>
/// <param name="Parts">Its words in order.</param>
public sealed record Template(string Text, IReadOnlyList<TemplatePart> Parts)
{
    /// <summary>Every word that it may hold.</summary>
    public IEnumerable<string> Words => Parts.SelectMany(p => p.Words);

    /// <summary>Whether some words are both templates.</summary>
    public bool Overlaps(Template other) =>
        Parts.Count == other.Parts.Count && Parts.Zip(other.Parts, (a, b) => a.Words.Any(b.Accepts)).All(meets => meets);

    /// <summary>Whether these words are this template with legal fillers.</summary>
    public bool Matches(ReadOnlySpan<string> words)
    {
        if (words.Length != Parts.Count) return false;
        for (var i = 0; i < words.Length; i++)
            if (!Parts[i].Accepts(words[i])) return false;
        return true;
    }
}
