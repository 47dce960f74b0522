namespace Repro.Claims.Ledgers;

/// <summary>What happened to a claim between two versions of the ledger.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Amended,
}
