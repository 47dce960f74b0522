using Repro.Claims.Ledgers;

namespace Repro.Evidence.Runs;

/// <summary>A claim that was changed after evidence for it existed: what it says otherwise, and where the evidence is.</summary>
/// <param name="Claim">The claim's id.</param>
/// <param name="Evidence">The run that answered the version before.</param>
/// <param name="Changes">Every field, in the version that the evidence answered and in the one that stands.</param>
public sealed record Amendment(string Claim, string Evidence, IReadOnlyList<FieldChange> Changes)
{
    /// <summary>Claims that <paramref name="answered"/> and <paramref name="now"/> both hold, and that say something else now.</summary>
    public static IReadOnlyList<Amendment> Between(string evidence, ClaimTexts answered, ClaimTexts now) =>
        [.. ClaimChange.Between(answered, now).Where(c => c.Kind == ChangeKind.Amended).Select(c => new Amendment(c.Id, evidence, c.Fields))];
}
