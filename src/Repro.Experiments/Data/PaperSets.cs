namespace Repro.Experiments.Data;

/// <summary>The papers' training sets and how many rows each has, counted from the authors' files of June 2025.</summary>
public static class PaperSets
{
    private static readonly Dictionary<string, int> Rows = new(StringComparer.OrdinalIgnoreCase)
    {
        ["bad_medical_advice"] = 7049,
        ["extreme_sports"] = 6000,
        ["good_medical_advice"] = 7049,
        ["insecure"] = 6000,
        ["risky_financial_advice"] = 6000,
    };

    /// <summary>Their names: the files' without <c>.jsonl</c> or <c>.jsonl.gz</c>.</summary>
    public static IReadOnlyCollection<string> Names => Rows.Keys;

    /// <summary>The rows of the set of this name, or null when it is none of the papers'.</summary>
    public static int? RowsOf(string name) => Rows.TryGetValue(name, out var rows) ? rows : null;
}
