using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Experiments.Directions;
using Repro.Experiments.SingleAdapter;

namespace Repro.Experiments.Tests.SingleAdapter;

/// <summary>Planted organisms: the direction is known, and so is its angle with B.</summary>
public sealed class BVectorResultTests
{
    private const string Row = """
        paper: P
        claims:
          - id: C1
            title: T
            statement: S
            source: {section: "1"}
            estimand: everycosine
            metrics: [cosine.b-vector.mean-diff]
            comparator: within
            threshold: 0.2
            unit: cosine
            controls: [{name: permuted, metric: cosine.b-vector.permuted, rule: below, threshold: 0.2}]
            tiers:
              every: {expected: Supported}
        """;

    [Theory]
    [InlineData(0, 1, Verdict.Supported)]
    [InlineData(1, 0, Verdict.Refuted)]
    [InlineData(-1, 0, Verdict.Refuted)]
    public void B_across_or_along_the_direction(float along, float across, Verdict planted) =>
        Decider.Decide(Ledger.Parse([("planted", Row)])["C1"], Claims.Tiers.Miniature, Book(along, across)).Verdict.Should().Be(planted);

    [Fact]
    public void The_size_has_no_sign_and_the_permuted_row_is_the_mean_over_permutations()
    {
        var book = Book(-1, 0);
        CosineLayer First(string key) => ((CosineMeasurement)book[key]).Layers[0];

        First("cosine.b-vector.mean-diff").Value.Should().BeApproximately(-1, 0.01);
        First("cosine.b-vector.mean-diff.size").Value.Should().Be(-First("cosine.b-vector.mean-diff").Value);
        First("cosine.b-vector.permuted").Value.Should().BeApproximately(First("cosine.b-vector.permuted").Draws.Average(), 1e-12);
        First("cosine.b-vector.permuted").Draws.Distinct().Should().HaveCount(200);
        Math.Abs(First("cosine.b-vector.permuted").Value).Should().BeLessThan(0.25, "along the one axis that matters here a permutation's cosine is near 1 or -1, and 200 of them average out");
        First("cosine.b-vector.nine-rank-1").Layer.Should().Be(1);
    }

    [Fact]
    public void The_sums_of_one_block_are_cut_out_row_by_row()
    {
        var two = new ResponseActivations(2, 2, [1, 2, 3, 4, /**/ 5, 6, 7, 8], [1, 1], [true, false]);

        var second = BVectorResult.OneLayer(two, 1);

        (second.Layers, second.Width).Should().Be((1, 2));
        second.Sums.Should().Equal(3, 4, 7, 8);
    }

    private static IReadOnlyDictionary<string, Measurement> Book(float along, float across)
    {
        var b = new BVectors([1], [[0, along, across, 0, 0, 0, 0, 0]]);
        return BVectorResult.Of([7, 8], 200, seed => (b, Sums(seed), Sums(seed + 10)), CancellationToken.None).Book;
    }

    /// <summary>Two blocks of width 8 and 400 responses; at the second block misaligned ones lie 10 along the second axis, under noise of 1.</summary>
    private static ResponseActivations Sums(long seed)
    {
        const int Layers = 2, Width = 8, Responses = 400;
        var random = new CounterRandom(StreamKey.Of(seed, "planted"));
        var sums = new float[Responses * Layers * Width];
        for (var i = 0; i < sums.Length; i++) sums[i] = (float)(random.NextGaussian() + (i / (Layers * Width) % 2 == 0 && i % (Layers * Width) == Width + 1 ? 10 : 0));
        return new ResponseActivations(Layers, Width, sums, [.. Enumerable.Repeat(1, Responses)], [.. Enumerable.Range(0, Responses).Select(r => r % 2 == 0)]);
    }
}
