namespace Repro.Claims.Ledgers;

/// <summary>What must hold inside one row: each kind of claim has its comparators, its unit and the controls that it cannot do without.</summary>
internal static class ClaimRules
{
    private static readonly Comparator[] OneSided = [Comparator.Greater, Comparator.GreaterOrEqual, Comparator.Less, Comparator.LessOrEqual];

    public static void Check(Claim claim, YamlMap row)
    {
        var kind = LedgerText.Of(claim.Estimand);
        var comparators = Comparators(claim.Estimand);
        if (!comparators.Contains(claim.Comparator))
            throw row.Error("comparator", $"the estimand '{kind}' is compared by {string.Join(", ", comparators.Select(c => c.Symbol()))}; got '{claim.Comparator.Symbol()}'.");
        if (Unit(claim.Estimand) is { } unit && claim.Unit != unit)
            throw row.Error("unit", $"the estimand '{kind}' has the unit {unit}; got '{claim.Unit}'.");
        if (claim.Alpha is <= 0 or >= 0.5)
            throw row.Error("alpha", $"'alpha' is above 0 and below 0.5; got {claim.Alpha}.");
        if (claim.MaxMissing is < 0 or > 100)
            throw row.Error("max-missing", $"'max-missing' is a share in %, 0 to 100; got {claim.MaxMissing}.");
        if (claim.Estimand == EstimandKind.Arithmetic != claim.Arithmetic is not null)
            throw row.Error("inputs", $"'inputs' and 'formula' belong to the estimand 'arithmetic', and it needs them; this is '{kind}'.");
        if (claim.Uncontrolled is not null && !ControlDemands.All.Any(d => d.Waivable && (d with { Waivable = false }).IsMissingIn(claim)))
            throw row.Error("uncontrolled", "'uncontrolled' is the reason for a control that the claim lacks and may lack; this one lacks none. Remove it.");
        if (claim.Estimand == EstimandKind.Cosine != claim.Exceptions is not null)
            throw row.Error("exceptions", $"'exceptions' belongs to the estimand 'cosine', and it needs it; this is '{kind}'.");
        var metrics = Metrics(claim.Estimand);
        foreach (var count in claim.Tiers.Values.Select(t => t.Metrics).Append(claim.Metrics).OfType<IReadOnlyList<string>>().Select(m => m.Count))
        {
            if (count == 0 && claim.Tiers.Values.All(t => t.Untestable))
                continue;
            if (count < metrics.Least || count > metrics.Most)
                throw row.Error("metrics", $"the estimand '{kind}' reads {metrics.Text}; got {count}.");
        }
        ControlDemands.Check(claim, row);
    }

    private static Comparator[] Comparators(EstimandKind kind) => kind switch
    {
        EstimandKind.Equivalence => [Comparator.Within],
        EstimandKind.Cosine or EstimandKind.Cut => [Comparator.Greater, Comparator.GreaterOrEqual],
        EstimandKind.Ordered or EstimandKind.ChangePoint => [Comparator.Greater, Comparator.Less],
        EstimandKind.Difference or EstimandKind.EveryCosine => [.. OneSided, Comparator.Within],
        EstimandKind.Exact or EstimandKind.Arithmetic => [.. OneSided, Comparator.Equal],
        _ => OneSided,
    };

    private static string? Unit(EstimandKind kind) => kind switch
    {
        EstimandKind.Proportion or EstimandKind.Population or EstimandKind.Accuracy or EstimandKind.Cut or EstimandKind.Equivalence => "%",
        EstimandKind.Cosine or EstimandKind.EveryCosine => "cosine",
        EstimandKind.Difference => "points",
        EstimandKind.Ordered => "tau",
        EstimandKind.ChangePoint => "nats",
        EstimandKind.Ratio => "ratio",
        _ => null,
    };

    private static (int Least, int Most, string Text) Metrics(EstimandKind kind) => kind switch
    {
        EstimandKind.Arithmetic => (0, 0, "no 'metrics'"),
        EstimandKind.Ratio => (2, 2, "two 'metrics', numerator and denominator"),
        EstimandKind.Difference => (1, 2, "one paired, or two of 'metrics'"),
        EstimandKind.Proportion or EstimandKind.Population or EstimandKind.Accuracy or EstimandKind.Cut or EstimandKind.Ordered => (1, int.MaxValue, "at least one of 'metrics'"),
        _ => (1, 1, "one of 'metrics'"),
    };
}
