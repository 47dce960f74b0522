using System.Text.Json.Serialization;

namespace Repro.Claims.Ledgers;

/// <summary>One row of the ledger: what is claimed, and what would decide it. Frozen and hashed before it is run.</summary>
public sealed record Claim
{
    /// <summary>Stable id, such as C18.</summary>
    public required string Id { get; init; }

    /// <summary>One line, in our words.</summary>
    public required string Title { get; init; }

    /// <summary>The claim in full, in our words.</summary>
    public required string Statement { get; init; }

    /// <summary>Where it is made.</summary>
    public required ClaimSource Source { get; init; }

    /// <summary>What kind of quantity it is about.</summary>
    public required EstimandKind Estimand { get; init; }

    /// <summary>Keys of the book. Several of them: the claim holds only if it holds for each (a ratio: numerator, denominator).</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>How the value must stand to the threshold.</summary>
    public required Comparator Comparator { get; init; }

    /// <summary>In <see cref="Unit"/>. No tier may change it.</summary>
    public required double Threshold { get; init; }

    /// <summary>%, cosine, ratio, count.</summary>
    public required string Unit { get; init; }

    /// <summary>The paper's own value, where it states one.</summary>
    public double? PaperValue { get; init; }

    /// <summary>Level of each one-sided test; the interval has level 1 - 2 alpha.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Claims that are judged together.</summary>
    public string? Family { get; init; }

    /// <summary>The claim of the same family that this one is secondary to: beside its own verdict, it is Supported only where that one is. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Primary { get; init; }

    /// <summary>What answers are clustered by.</summary>
    public string Cluster { get; init; } = "question";

    /// <summary>Share of answers without a score, in %, above which the claim is Invalid.</summary>
    public double MaxMissing { get; init; } = 5;

    /// <summary>Layers that may miss a cosine's threshold.</summary>
    public LayerShare? Exceptions { get; init; }

    /// <summary>Inputs and formula, of an arithmetic claim.</summary>
    public ArithmeticRule? Arithmetic { get; init; }

    /// <summary>Controls: one that fails or was not run makes the claim Invalid.</summary>
    public IReadOnlyList<Control> Controls { get; init; } = [];

    /// <summary>Why the claim does without a control that its kind demands, where it may.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Uncontrolled { get; init; }

    /// <summary>Preconditions, such as a coherence floor: the same consequence.</summary>
    public IReadOnlyList<Control> Preconditions { get; init; } = [];

    /// <summary>What is expected and replaced in each tier. Every tier has an entry.</summary>
    public required IReadOnlyDictionary<string, TierRule> Tiers { get; init; }

    /// <summary>Other readings of the claim.</summary>
    public IReadOnlyList<ClaimVariant> Variants { get; init; } = [];

    /// <summary>Whether the ledger expects an answer other than NotRun in <paramref name="tier"/>.</summary>
    public bool IsAnsweredIn(string tier) => Tiers[tier].Expected != Verdict.NotRun;

    /// <summary>Whether a run that names neither claims nor its tier answers it.</summary>
    public bool IsAnsweredByDefaultIn(string tier) => IsAnsweredIn(tier) && !Tiers[tier].Whole;

    /// <summary>The metrics in <paramref name="tier"/>.</summary>
    public IReadOnlyList<string> MetricsIn(string tier) => Tiers[tier].Metrics ?? Metrics;

    /// <summary>The controls in <paramref name="tier"/>.</summary>
    public IReadOnlyList<Control> ControlsIn(string tier) => Tiers[tier].Controls ?? Controls;

    /// <summary>The preconditions in <paramref name="tier"/>.</summary>
    public IReadOnlyList<Control> PreconditionsIn(string tier) => Tiers[tier].Preconditions ?? Preconditions;

    /// <summary>Every key of the book that the claim reads in <paramref name="tier"/>.</summary>
    public IReadOnlyList<string> KeysIn(string tier) =>
        [.. MetricsIn(tier).Concat(ControlsIn(tier).Concat(PreconditionsIn(tier)).Select(c => c.Metric)).Distinct()];

    /// <summary>
    /// The keys that a run measures to answer it in <paramref name="tier"/>: none where it is untestable, and its own metrics only where no answer is
    /// expected, so that nothing is trained for its controls and an experiment that comes to provide them is noticed.
    /// </summary>
    public IReadOnlyList<string> NeededIn(string tier) => Tiers[tier].Untestable ? [] : IsAnsweredIn(tier) ? KeysIn(tier) : MetricsIn(tier);
}
