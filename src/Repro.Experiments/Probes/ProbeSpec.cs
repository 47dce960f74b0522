namespace Repro.Experiments.Probes;

/// <summary>How scalars are probed. The defaults are those of arXiv 2506.11618, section 4.1 and its code, where they have one.</summary>
internal sealed record ProbeSpec
{
    /// <summary>Weight of the data against the penalty.</summary>
    public double C { get; init; } = 0.01;

    /// <summary>Sub-samples and divisions.</summary>
    public int Repeats { get; init; } = 100;

    /// <summary>Permutations of the labels behind a null: more than 19, so that 5 % can be told.</summary>
    public int Permutations { get; init; } = 99;

    /// <summary>Repeats under each permutation. Fewer than <see cref="Repeats"/> make the null wider, never narrower.</summary>
    public int PermutedRepeats { get; init; } = 5;

    /// <summary>Resamples of the answers behind a weight's interval.</summary>
    public int Resamples { get; init; } = 200;

    /// <summary>Seed of all draws.</summary>
    public long Seed { get; init; }
}
