namespace Repro.Experiments.Tiers;

/// <summary>How much is sampled and fitted where adapters' scalars are probed, scaled and patched. The defaults are the paper's (P1 §4, Apps F-J).</summary>
public sealed record ScalarSizes
{
    /// <summary>Answers a question and seed from which the sets of probed answers are taken.</summary>
    public int Samples { get; init; } = 50;

    /// <summary>Most answers of a set (the released ones have 149 to 400).</summary>
    public int PerSet { get; init; } = 400;

    /// <summary>Share of all tokens that counts as significant, the most significant first; null: those of log significance 0.5 and more, as Figure 6 has it.</summary>
    public double? SignificantShare { get; init; }

    /// <summary>
    /// Weight of the data against the penalty where adapters are told apart by their weights. The data weigh C x tokens: 31 with the paper's C, 0.01, on the
    /// significant tokens that were released. With fewer tokens a larger C weighs them as much.
    /// </summary>
    public double WeightC { get; init; } = 0.01;

    /// <summary>Repeated divisions into training and test.</summary>
    public int Repeats { get; init; } = 100;

    /// <summary>Permutations of the labels behind a null.</summary>
    public int Permutations { get; init; } = 99;

    /// <summary>Divisions under each permutation.</summary>
    public int PermutedRepeats { get; init; } = 5;

    /// <summary>Resamples of the answers behind a weight's interval.</summary>
    public int Resamples { get; init; } = 200;

    /// <summary>Gains that are tried before one is chosen (the paper: 30 and 20, and -10 for what is reversed).</summary>
    public IReadOnlyList<double> Gains { get; init; } = [2, 5, 10, 20, 30];

    /// <summary>Answers a prompt and seed under each tried gain.</summary>
    public int GainSamples { get; init; } = 5;

    /// <summary>Answers a prompt and seed under each scaling: with 16 prompts, 1,008 a condition (the paper: 5).</summary>
    public int ScalingSamples { get; init; } = 63;

    /// <summary>Answers a pair of prompts and seed (the paper: 50).</summary>
    public int PatchingSamples { get; init; } = 50;
}
