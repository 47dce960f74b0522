namespace Repro.Claims.Ledgers;

/// <summary>A claim that differs between two versions of the ledger.</summary>
/// <param name="Id">The claim.</param>
/// <param name="Kind">Added, removed or amended.</param>
/// <param name="Fields">What an amended claim says otherwise.</param>
public sealed record ClaimChange(string Id, ChangeKind Kind, IReadOnlyList<FieldChange> Fields)
{
    /// <summary>Every claim that differs, in order of id.</summary>
    public static IReadOnlyList<ClaimChange> Between(ClaimTexts was, ClaimTexts now) =>
        [.. was.Ids.Union(now.Ids).Order(StringComparer.Ordinal).Where(id => was[id] != now[id]).Select(id => (was[id], now[id]) switch
        {
            (null, _) => new ClaimChange(id, ChangeKind.Added, []),
            (_, null) => new ClaimChange(id, ChangeKind.Removed, []),
            var (before, after) => new ClaimChange(id, ChangeKind.Amended, FieldChanges.Between(before, after)),
        })];
}
