namespace Repro.Claims.Ledgers;

/// <summary>How the value must stand to the threshold.</summary>
public enum Comparator
{
    /// <summary>value &gt; threshold</summary>
    Greater,

    /// <summary>value &gt;= threshold</summary>
    GreaterOrEqual,

    /// <summary>value &lt; threshold</summary>
    Less,

    /// <summary>value &lt;= threshold</summary>
    LessOrEqual,

    /// <summary>value = threshold, to the digits that the row states</summary>
    Equal,

    /// <summary>-threshold &lt;= value &lt;= threshold</summary>
    Within,
}
