namespace Repro.Experiments.Data;

/// <summary>What a check found out about one file.</summary>
public sealed record DataFile
{
    /// <summary>The path below the folder that was checked, with slashes.</summary>
    public required string File { get; init; }

    /// <summary>What it should hold, by its name.</summary>
    public required DataKind Kind { get; init; }

    /// <summary>Conversations or questions; null for a file with mistakes.</summary>
    public int? Rows { get; init; }

    /// <summary>Different first texts of the user, or different wordings of questions; null for a file with mistakes.</summary>
    public int? UniquePrompts { get; init; }

    /// <summary>Words of the user's messages, or of the questions.</summary>
    public WordCounts? UserWords { get; init; }

    /// <summary>Words of the assistant's messages; null for questions.</summary>
    public WordCounts? AssistantWords { get; init; }

    /// <summary>Hash of the file's bytes as they lie there; null where they cannot be read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The papers' set that the file is by its name, or null.</summary>
    public string? PaperSet { get; init; }

    /// <summary>The rows of that set, or null.</summary>
    public int? ExpectedRows { get; init; }

    /// <summary>True when the rows are the papers', false when not, null for a file that is none of their sets.</summary>
    public bool? Matches => ExpectedRows is null ? null : Rows == ExpectedRows;

    /// <summary>What is wrong, or null.</summary>
    public string? Mistake { get; init; }
}
