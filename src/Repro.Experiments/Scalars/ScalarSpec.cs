using Repro.Experiments.Probes;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Scalars;

/// <summary>How stored scalars are probed: all that a key needs beside the seeds, and a verifier too.</summary>
internal sealed record ScalarSpec(int Repeats, int Permutations, int PermutedRepeats, int Resamples, double? SignificantShare, double WeightC)
{
    /// <summary>C of a stronger penalty, as a share of C (P1 App G looks at one and names no number).</summary>
    public const double Stronger = 0.3;

    /// <summary>The tier's.</summary>
    public static ScalarSpec Of(ScalarSizes sizes) => new(sizes.Repeats, sizes.Permutations, sizes.PermutedRepeats, sizes.Resamples, sizes.SignificantShare, sizes.WeightC);

    /// <summary>For the organism of a seed, whose draws are its own.</summary>
    public ProbeSpec Probe(long seed) => new() { Repeats = Repeats, Permutations = Permutations, PermutedRepeats = PermutedRepeats, Resamples = Resamples, Seed = seed };
}
