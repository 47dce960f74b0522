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

    // Hashes hold the number of a kind: new kinds go to the end.

    /// <summary>A share of answers, in %, over the population that the questions come from.</summary>
    Population,

    /// <summary>The difference of two shares, in points: the first less the second, independent, or paired in one metric.</summary>
    Difference,

    /// <summary>Accuracy of a classifier, in %, on splits that keep whole groups together, against permuted labels.</summary>
    Accuracy,

    /// <summary>A trend over ordered levels, as tau, -1 to 1.</summary>
    Ordered,

    /// <summary>How much better a sharp change describes a course than a smooth one does, in nats an observation, held out.</summary>
    ChangePoint,

    /// <summary>The worst of some cosines: the largest where a claim sets an upper limit, the smallest where it sets a lower one, the largest in size where it is within.</summary>
    EveryCosine,
}
