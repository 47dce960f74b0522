using Repro.Core.Random;

namespace Repro.Experiments.Probes;

/// <summary>One division of tokens into training and test, each with as many tokens of either class.</summary>
/// <param name="Training">Indices of tokens.</param>
/// <param name="Test">The same, about a fifth.</param>
internal sealed record TokenSplit(int[] Training, int[] Test)
{
    private const double TestShare = 0.2;
    private const int Attempts = 1000;

    /// <summary>
    /// Draws one. By token the classes are balanced first and each is divided then, as the paper's code does, where only the first of both
    /// changes from repeat to repeat; by answer or prompt, whole ones of each class are divided first, and both sides balanced.
    /// </summary>
    /// <param name="set">The tokens.</param>
    /// <param name="unit">What stays whole.</param>
    /// <param name="sample">Stream of this repeat.</param>
    /// <param name="division">Stream of the division by token, the same in every repeat.</param>
    /// <exception cref="ArgumentException">A class has too few units to stand on both sides.</exception>
    public static TokenSplit Draw(TokenSet set, SplitUnit unit, StreamKey sample, StreamKey division)
    {
        var random = new CounterRandom(sample);
        return unit == SplitUnit.Token ? ByToken(set, random, new CounterRandom(division)) : Grouped(set, unit, random);
    }

    /// <summary>As many tokens of either class as the rarer one has, without replacement; the positive ones first.</summary>
    public static int[] Balance(TokenSet set, IEnumerable<int> tokens, CounterRandom random)
    {
        var classes = tokens.ToLookup(t => set.Positive[set.Answer[t]]);
        int[][] shuffled = [.. new[] { true, false }.Select(c => Shuffled([.. classes[c]], random))];
        var size = shuffled.Min(c => c.Length);
        return size > 0 ? [.. shuffled[0][..size], .. shuffled[1][..size]] : throw new ArgumentException("Both classes need tokens on both sides of a split; one has none. Take more answers or prompts.");
    }

    private static TokenSplit ByToken(TokenSet set, CounterRandom sample, CounterRandom division)
    {
        var balanced = Balance(set, Enumerable.Range(0, set.Count), sample);
        var half = balanced.Length / 2;
        var test = (int)Math.Ceiling(TestShare * half);
        int[] positive = Shuffled([.. balanced[..half]], division), negative = Shuffled([.. balanced[half..]], division);
        return new TokenSplit([.. positive[test..], .. negative[test..]], [.. positive[..test], .. negative[..test]]);
    }

    private static TokenSplit Grouped(TokenSet set, SplitUnit unit, CounterRandom random)
    {
        var units = unit == SplitUnit.Answer ? [.. Enumerable.Range(0, set.Positive.Length)] : set.Prompt;
        List<int[]> strata = [.. set.Answer.Distinct().Order().GroupBy(answer => units[answer])
            .GroupBy(u => u.All(a => set.Positive[a]) ? 0 : u.Any(a => set.Positive[a]) ? 1 : 2, u => u.Key)
            .OrderBy(stratum => stratum.Key).Select(stratum => stratum.Order().ToArray())];
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var test = strata.SelectMany(stratum => Shuffled(stratum, random)[..Fifth(stratum.Length, random)]).ToHashSet();
            var sides = Enumerable.Range(0, set.Count).ToLookup(t => test.Contains(units[set.Answer[t]]));
            if (new[] { sides[false], sides[true] }.All(side => side.Select(t => set.Positive[set.Answer[t]]).Distinct().Count() == 2))
                return new TokenSplit(Balance(set, sides[false], random), Balance(set, sides[true], random));
        }

        throw new ArgumentException($"Both classes need tokens on both sides of a split; none of {Attempts} divisions by {unit.ToString().ToLowerInvariant()} has them. Take more answers or prompts.");
    }

    /// <summary>A fifth of the units, one at least; of a single one, it now and then.</summary>
    private static int Fifth(int units, CounterRandom random)
        => units > 1 ? Math.Max(1, (int)Math.Round(TestShare * units, MidpointRounding.AwayFromZero)) : random.Chance(TestShare) ? 1 : 0;

    private static int[] Shuffled(int[] items, CounterRandom random)
    {
        random.Shuffle<int>(items);
        return items;
    }
}
