namespace Repro.Cli.Sessions;

/// <summary>One thing that a verification found.</summary>
/// <param name="Kind">equal, differs, changed, missing, note or rejudged.</param>
/// <param name="Text">The line that a person reads.</param>
internal sealed record Finding(string Kind, string Text)
{
    internal const string Equal = "equal", Differs = "differs", Changed = "changed", Missing = "missing", Note = "note", Rejudged = "rejudged";

    /// <summary>The claim that it is about; null for anything else.</summary>
    public string? Claim { get; init; }

    /// <summary>Further lines, such as the numbers that differ.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}
