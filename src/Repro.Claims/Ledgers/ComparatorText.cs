namespace Repro.Claims.Ledgers;

/// <summary>Comparators as the ledger and claims.json write them.</summary>
public static class ComparatorText
{
    /// <summary>Text to comparator, in the order of the enum.</summary>
    public static IReadOnlyDictionary<string, Comparator> All { get; } = new Dictionary<string, Comparator>
    {
        [">"] = Comparator.Greater,
        [">="] = Comparator.GreaterOrEqual,
        ["<"] = Comparator.Less,
        ["<="] = Comparator.LessOrEqual,
        ["="] = Comparator.Equal,
        ["within"] = Comparator.Within,
    };

    /// <summary>The comparator's text: &gt;, &gt;=, &lt;, &lt;=, = or within.</summary>
    public static string Symbol(this Comparator comparator) => All.First(p => p.Value == comparator).Key;
}
