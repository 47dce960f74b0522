namespace Repro.Claims.Ledgers;

/// <summary>How a ledger differs from its lock, by claim id.</summary>
/// <param name="Amended">Locked, and changed since.</param>
/// <param name="Added">Not locked yet.</param>
/// <param name="Removed">Locked, and gone.</param>
public sealed record LockDifference(IReadOnlyList<string> Amended, IReadOnlyList<string> Added, IReadOnlyList<string> Removed)
{
    /// <summary>Nothing differs.</summary>
    public bool IsCurrent => Amended.Count + Added.Count + Removed.Count == 0;

    /// <inheritdoc/>
    public override string ToString() => IsCurrent
        ? "The ledger is as locked."
        : "The ledger is not as locked." + Part("Amended", Amended) + Part("Added", Added) + Part("Removed", Removed);

    private static string Part(string name, IReadOnlyList<string> ids) => ids.Count == 0 ? "" : $" {name}: {string.Join(", ", ids)}.";
}
