using Repro.Claims;
using Repro.Claims.Ledgers;

namespace Repro.Evidence.Comparisons;

/// <summary>One claim on both sides.</summary>
public sealed record ClaimComparison
{
    /// <summary>Stable id of the ledger.</summary>
    public required string Id { get; init; }

    /// <summary>One line, in our words.</summary>
    public required string Title { get; init; }

    /// <summary>Unit of the values: %, cosine, ratio, count.</summary>
    public required string Unit { get; init; }

    /// <summary>What A says; null where it does not answer the claim.</summary>
    public ComparedClaim? A { get; init; }

    /// <summary>What B says.</summary>
    public ComparedClaim? B { get; init; }

    /// <summary>B - A; null where a side has no value.</summary>
    public ValueChange? Difference { get; init; }

    /// <summary>The answers that the claim rests on, by condition and outcome; empty where they are not there.</summary>
    public IReadOnlyList<ShareChange> Answers { get; init; } = [];

    /// <summary>How the run stands to the approved result; null where both sides are runs.</summary>
    public Reproduction? Reproduction { get; init; }

    /// <summary>What the claim says otherwise in B.</summary>
    public IReadOnlyList<FieldChange> Amended { get; init; } = [];

    /// <summary>Whether the verdict is another; a claim that one side does not answer has changed too.</summary>
    public bool VerdictChanged => A?.Verdict != B?.Verdict;

    /// <summary>Whether nothing of it differs.</summary>
    public bool IsSame => A is not null && B is not null && A.IsSameAs(B) && Amended.Count == 0 && Answers.All(a => a.IsSame);
}
