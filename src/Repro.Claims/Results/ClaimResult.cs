using System.Text.Json.Serialization;

namespace Repro.Claims.Results;

/// <summary>One row of claims.json: a claim, what was measured and what follows.</summary>
public sealed record ClaimResult
{
    /// <summary>Stable id of the ledger, such as C18.</summary>
    public required string Id { get; init; }

    /// <summary>One line, in our words.</summary>
    public required string Title { get; init; }

    /// <summary>The claim in full, in our words; null in a run that was made before runs said it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Statement { get; init; }

    /// <summary>published, miniature or paper.</summary>
    public required string Tier { get; init; }

    /// <summary>What the evidence says.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What the ledger expects in this tier.</summary>
    public required Verdict Expected { get; init; }

    /// <summary>The estimate, in <see cref="Unit"/>; null when nothing was measured.</summary>
    public double? Value { get; init; }

    /// <summary>[low, high] of the interval at the claim's alpha; null when nothing was measured.</summary>
    public IReadOnlyList<double>? Interval { get; init; }

    /// <summary>The claim's threshold, in <see cref="Unit"/>.</summary>
    public double? Threshold { get; init; }

    /// <summary>How the value must stand to the threshold: &gt;, &gt;=, &lt;, &lt;=, = or within.</summary>
    public required string Comparator { get; init; }

    /// <summary>The value's unit: %, cosine, ratio, count.</summary>
    public required string Unit { get; init; }

    /// <summary>Number of independent observations behind the value.</summary>
    public int N { get; init; }

    /// <summary>Kind of estimand and its interval, such as <c>proportion (stratified Wilson)</c>.</summary>
    public required string Estimand { get; init; }

    /// <summary>Identity of the judge, or null.</summary>
    public string? Judge { get; init; }

    /// <summary>How the value stands to the golden one.</summary>
    public Reproduction Reproduction { get; init; } = Reproduction.NoReference;

    /// <summary>Required controls, in the ledger's order.</summary>
    public IReadOnlyList<ControlResult> Controls { get; init; } = [];

    /// <summary>One sentence: why this verdict, or what is missing.</summary>
    public string? Reason { get; init; }

    /// <summary>The paper's own value in <see cref="Unit"/>, where it states one.</summary>
    public double? PaperValue { get; init; }

    /// <summary>Source: paper and section.</summary>
    public string? Source { get; init; }

    /// <summary>p value of support: the least alpha at which the interval, and the permutation null where there is one, would give Supported. At least 1e-6.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PSupported { get; init; }

    /// <summary>p value of refutation: the least alpha at which the interval would give Refuted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PRefuted { get; init; }

    /// <summary>The verdict with the family's other claims taken into account, beside the plain one; null where the claim has no family or no sampling error.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FamilyWise? FamilyWise { get; init; }

    /// <summary>The look that decided, of a run that looked at its answers while they came; null in a run that drew all of them first, and of a claim that is not counted from answers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SequentialDecision? Sequential { get; init; }

    /// <summary>The verdict under other analysis choices, the default's beside them being <see cref="Verdict"/>; null where the claim rests on no scores that the run kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<MultiverseRow>? Multiverse { get; init; }

    /// <summary>The verdict if the judge erred, at growing rates; null where the claim rests on no scores that the run kept.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NoiseRow>? JudgeNoise { get; init; }

    /// <summary>The value by training seed and the verdict over training seeds, beside the plain one; null under three seeds and for what is not counted from answers by seed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OverSeeds? OverSeeds { get; init; }
}
