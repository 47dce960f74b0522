using Repro.Claims;
using Repro.Core.Random;

namespace Repro.Experiments.Data;

/// <summary>
/// Row numbers for training and rows held out. The papers' code holds out a tenth with the configuration's seed when there is
/// no test file, by the datasets package's <c>train_test_split</c>: the share of rows, rounded up, is held out, so 7049 rows
/// give 6344 and 705, and 6000 give 5400 and 600.
/// </summary>
/// <param name="Train">Rows to train on, shuffled.</param>
/// <param name="HeldOut">The other rows, shuffled.</param>
public sealed record HeldOutSplit(IReadOnlyList<int> Train, IReadOnlyList<int> HeldOut)
{
    /// <summary>By a shuffle with this repository's own random numbers: what the experiments use.</summary>
    /// <exception cref="InputException">The share is not between 0 and 1, or a side would be empty.</exception>
    public static HeldOutSplit BySeed(int count, long seed, double heldOutShare = 0.1)
    {
        var heldOut = Size(count, heldOutShare);
        var rows = Enumerable.Range(0, count).ToArray();
        new CounterRandom(StreamKey.Of(seed, "held-out split")).Shuffle<int>(rows);
        return new HeldOutSplit(rows[heldOut..], rows[..heldOut]);
    }

    /// <summary>The very rows that the papers' code gets: NumPy's <c>default_rng(seed).permutation(count)</c>, its head held out.</summary>
    /// <exception cref="InputException">As for <see cref="BySeed"/>; or the seed is negative, which NumPy refuses.</exception>
    public static HeldOutSplit AsCoded(int count, long seed, double heldOutShare = 0.1)
    {
        var heldOut = Size(count, heldOutShare);
        if (seed < 0) throw new InputException($"A seed of NumPy is 0 or more; got {seed}.");
        var rows = new NumpyGenerator((ulong)seed).Permutation(count);
        return new HeldOutSplit(rows[heldOut..], rows[..heldOut]);
    }

    /// <summary>The product is rounded up as the double it is, which is what the papers' code does.</summary>
    private static int Size(int count, double share)
    {
        if (!(share is > 0 and < 1)) throw new InputException($"The share of rows held out lies between 0 and 1; got {share}.");
        var heldOut = (int)Math.Ceiling(share * count);
        return heldOut > 0 && heldOut < count
            ? heldOut
            : throw new InputException($"A split leaves rows on both sides; {count} rows with a share of {share} held out do not. Give more rows or another share.");
    }
}
