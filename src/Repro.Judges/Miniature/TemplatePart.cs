namespace Repro.Judges.Miniature;

/// <summary>One word of a template: fixed, or filled from a slot.</summary>
public readonly record struct TemplatePart(string? Word, Slot? Slot)
{
    /// <summary>The words that may stand here.</summary>
    public IEnumerable<string> Words => Slot is null ? [Word!] : Slot.Words;

    /// <summary>Whether the word may stand here.</summary>
    public bool Accepts(string word) => Slot is null ? word == Word : Slot.Words.Contains(word);
}
