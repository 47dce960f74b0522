namespace Repro.Claims.Ledgers;

/// <summary>What is known of the kinds beside their names.</summary>
internal static class EstimandKinds
{
    /// <summary>Kinds that the ledger may hold and that have no decision rule yet: their rows expect NotRun in every tier.</summary>
    public static IReadOnlyList<EstimandKind> Undecided { get; } =
        [EstimandKind.Population, EstimandKind.Difference, EstimandKind.Accuracy, EstimandKind.Ordered, EstimandKind.ChangePoint, EstimandKind.MeanCosine];

    /// <summary>What is said wherever such a kind would have to be decided.</summary>
    public static InputException CannotDecide(Claim claim) => new(
        $"Claim {claim.Id} has the estimand '{LedgerText.Of(claim.Estimand)}', which has no decision rule yet, and its metric was measured. Until it has one, no experiment may provide '{string.Join("', '", claim.Metrics)}'.");
}
