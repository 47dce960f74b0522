using Repro.Core.Random;

namespace Repro.Core.Tests.Random;

public sealed class CounterRandomTests
{
    [Fact]
    public void A_draw_is_a_pure_function_of_key_and_counter()
    {
        var key = StreamKey.Of(7, "experiment", "question").Child(3);
        var walked = new CounterRandom(key);
        for (ulong i = 0; i < 10; i++) walked.NextUInt64().Should().Be(key.At(i));
        StreamKey.Of(7, "experiment", "question").Child(3).At(4).Should().Be(key.At(4));
    }

    [Fact]
    public void The_values_of_a_seed_never_change()
    {
        StreamKey.Of(0).At(0).Should().Be(StreamKey.Of(0).At(0)).And.NotBe(StreamKey.Of(1).At(0));
        new StreamKey(0).At(0).Should().Be(0xE220A8397B1DCDAFUL); // SplitMix64's first value for seed 0 (Steele, Lea and Flood 2014)
        new StreamKey(0).At(1).Should().Be(0x6E789E6AA1B965F4UL);
    }

    [Fact]
    public void Names_and_indices_make_different_streams()
    {
        var key = StreamKey.Of(1, "a");
        ulong[] first = [key.At(0), key.Child("b").At(0), key.Child(0).At(0), key.Child(1).At(0), key.Child("b").Child(1).At(0), StreamKey.Of(1, "b", "a").At(0), StreamKey.Of(1, "a", "b").Child(0).At(0)];
        first.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Uniform_and_normal_draws_have_their_moments()
    {
        var draws = new CounterRandom(StreamKey.Of(1, "moments"));
        var uniform = Enumerable.Range(0, 20000).Select(_ => draws.NextDouble()).ToList();
        uniform.Should().OnlyContain(u => u >= 0 && u < 1);
        uniform.Average().Should().BeApproximately(0.5, 0.01);
        var normal = Enumerable.Range(0, 20000).Select(_ => draws.NextGaussian()).ToList();
        normal.Average().Should().BeApproximately(0, 0.03);
        normal.Average(x => x * x).Should().BeApproximately(1, 0.05);
    }

    [Fact]
    public void Whole_numbers_are_uniform_and_bounded()
    {
        var draws = new CounterRandom(StreamKey.Of(1, "whole"));
        var counts = new int[7];
        for (var i = 0; i < 7000; i++) counts[draws.Next(7)]++;
        counts.Should().OnlyContain(c => c > 880 && c < 1120);
        draws.Invoking(d => d.Next(0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Shuffling_keeps_every_item_and_moves_them()
    {
        var items = Enumerable.Range(0, 50).ToArray();
        new CounterRandom(StreamKey.Of(1, "shuffle")).Shuffle<int>(items);
        items.Should().BeEquivalentTo(Enumerable.Range(0, 50)).And.NotBeInAscendingOrder();
    }

    [Fact]
    public void Chances_and_picks_follow_the_stream()
    {
        var draws = new CounterRandom(StreamKey.Of(1, "chance"));
        Enumerable.Range(0, 1000).Count(_ => draws.Chance(0.2)).Should().BeInRange(150, 250);
        Enumerable.Range(0, 100).Select(_ => draws.Pick(["a", "b"])).Distinct().Should().BeEquivalentTo("a", "b");
    }
}
