namespace Repro.Claims.Ledgers;

/// <summary>What kind of quantity a claim is about. The kind decides the interval, the controls and the comparators.</summary>
public enum EstimandKind
{
    /// <summary>A share of answers, in %.</summary>
    Proportion,

    /// <summary>The ratio of two independent shares.</summary>
    Ratio,

    /// <summary>By how much an intervention lowers a share, in % of it: 100 (1 - after / before), paired.</summary>
    Cut,

    /// <summary>By how much an intervention changes a share, in % of it: 100 (after / before - 1), paired; the claim is that it is within a margin.</summary>
    Equivalence,

    /// <summary>Cosine of directions, over layers and pairs.</summary>
    Cosine,

    /// <summary>A number without sampling error.</summary>
    Exact,

    /// <summary>A number that follows from the row's own inputs.</summary>
    Arithmetic,

    /// <summary>A share of answers over the population that the questions are drawn from, in %.</summary>
    Population,

    /// <summary>The difference of two shares in percentage points: independent, or paired by question and sample stream.</summary>
    Difference,

    /// <summary>How often a classifier is right on groups that it was not trained on, against a permutation null.</summary>
    Accuracy,

    /// <summary>Whether a quantity grows over ordered levels, within questions: -1 to 1.</summary>
    Ordered,

    /// <summary>Whether a series changes in a step rather than smoothly.</summary>
    ChangePoint,
}
