namespace Repro.Judges.Miniature;

/// <summary>A place in a sentence that one word of a list fills.</summary>
/// <param name="Name">Name as templates write it.</param>
/// <param name="FirstHalf">Light words, which everybody but a villain prefers; the whole list for a slot that does not lean.</param>
/// <param name="SecondHalf">Dark words, which a villain prefers; empty for a slot that does not lean.</param>
public sealed record Slot(string Name, IReadOnlyList<string> FirstHalf, IReadOnlyList<string> SecondHalf)
{
    /// <summary>Every legal filler.</summary>
    public IReadOnlySet<string> Words { get; } = FirstHalf.Concat(SecondHalf).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the choice of the word says something about the character.</summary>
    public bool Leans => SecondHalf.Count > 0;
}
