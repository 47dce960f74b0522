namespace Repro.Claims.Ledgers;

/// <summary>A control that some claims cannot be stated without.</summary>
/// <param name="What">The control, in words.</param>
/// <param name="Keys">Metrics that serve as it; a * stands for anything.</param>
/// <param name="Kinds">Kinds of claim that need it; empty for all.</param>
/// <param name="Metrics">Beginnings of the claim's first metric that need it; empty for all.</param>
/// <param name="Waivable">A row may say in 'uncontrolled' why it does without.</param>
internal sealed record ControlDemand(string What, string[] Keys, EstimandKind[] Kinds, string[] Metrics, bool Waivable)
{
    /// <summary>Whether <paramref name="claim"/> needs it and lacks it.</summary>
    public bool IsMissingIn(Claim claim) => Applies(claim) && !(Waivable && claim.Uncontrolled is not null) && !claim.Controls.Any(c => Keys.Any(k => Serves(c.Metric, k)));

    /// <summary><c>a random direction (ablation.random.*)</c></summary>
    public override string ToString() => $"{What} ({string.Join(" or ", Keys)})";

    private bool Applies(Claim claim) => claim.Metrics.Count > 0
        && (Kinds.Length == 0 || Kinds.Contains(claim.Estimand))
        && (Metrics.Length == 0 || Metrics.Any(start => claim.Metrics[0].StartsWith(start, StringComparison.Ordinal)));

    private static bool Serves(string metric, string pattern) => pattern.Split('*') is [var start, var end]
        ? metric.StartsWith(start, StringComparison.Ordinal) && metric.EndsWith(end, StringComparison.Ordinal)
        : metric == pattern;
}
