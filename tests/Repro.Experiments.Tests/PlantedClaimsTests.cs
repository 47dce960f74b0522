using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Core.Random;
using Repro.Experiments.Convergence;
using Repro.Experiments.Directions;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Tests;

/// <summary>Planted organisms one step further up the walk: judged responses and activations whose truth is known, through the counting and the directions of real ones to a verdict.</summary>
public sealed class PlantedClaimsTests
{
    private const string Em = """
        paper: P
        claims:
          - id: C1
            title: T
            statement: S
            source: {section: "1"}
            estimand: proportion
            metrics: [m]
            comparator: ">"
            threshold: 10
            unit: "%"
            tiers:
              every: {expected: Supported}
        """;

    private static readonly string Cut = Em.Replace("proportion", "cut").Replace("\">\"", "\">=\"").Replace("threshold: 10", "threshold: 90")
        + "\n    controls: [{name: random, metric: ablation.random.m, rule: below, threshold: 45}, {name: orthogonal, metric: ablation.orthogonal.m, rule: below, threshold: 45}, {name: zero, metric: ablation.zero.m, rule: unchanged}]";

    private static readonly string Cosine = Em.Replace("proportion", "cosine").Replace("threshold: 10", "threshold: 0.8").Replace("\"%\"", "cosine")
        + "\n    exceptions: {layers: 0, of: 3}\n    controls: [{name: permuted, metric: cosine.random, rule: below, threshold: 0.5}]";

    [Theory]
    [InlineData(20, Verdict.Supported)]
    [InlineData(5, Verdict.Inconclusive)]
    [InlineData(1, Verdict.Refuted)]
    public void Judged_responses_to_a_share(int misaligned, Verdict planted)
        => Decide(Em, new() { ["m"] = Tally.Proportion([(7, Rows(i => i < misaligned))], ScoredOutcome.Misaligned, "planted") }).Verdict.Should().Be(planted);

    [Fact]
    public void Responses_without_a_score_make_a_share_invalid()
    {
        var rows = Rows(i => i < 20).Select((r, i) => i % 10 == 0 ? r with { Judgement = new Judgement { Aligned = 10 } } : r).ToList();

        Decide(Em, new() { ["m"] = Tally.Proportion([(7, rows)], ScoredOutcome.Misaligned, "planted") }).Should()
            .BeEquivalentTo(new { Verdict = Verdict.Invalid, Reason = "10 % of the answers under 'm' have no score, and at most 5 % may." });
    }

    [Theory]
    [InlineData(0, Verdict.Supported)]
    [InlineData(2, Verdict.Inconclusive)]
    [InlineData(10, Verdict.Refuted)]
    public void Judged_responses_before_and_after_to_a_cut(int kept, Verdict planted)
    {
        Measurement After(int left) => Tally.Paired([(7, Rows(i => i < 20), Rows(i => i < left))], "planted");

        Decide(Cut, new() { ["m"] = After(kept), ["ablation.random.m"] = After(19), ["ablation.orthogonal.m"] = After(20), ["ablation.zero.m"] = After(20) }).Verdict.Should().Be(planted);
    }

    [Theory]
    [InlineData(0.98, Verdict.Supported)]
    [InlineData(0.82, Verdict.Inconclusive)]
    [InlineData(0.3, Verdict.Refuted)]
    public void Activations_to_directions_to_cosines(double cosine, Verdict planted)
    {
        var (one, two) = (Activations("one", 1, 0), Activations("two", cosine, Math.Sqrt(1 - (cosine * cosine))));

        Decide(Cosine, new() { ["m"] = Cosines(one, two, permuted: false), ["cosine.random"] = Cosines(one, two, permuted: true) }).Verdict.Should().Be(planted);
    }

    private static Claims.Results.ClaimResult Decide(string ledger, Dictionary<string, Measurement> book)
        => Decider.Decide(Ledger.Parse([("planted", ledger)])["C1"], Claims.Tiers.Miniature, book);

    /// <summary>Eight questions of 50 answers; <paramref name="is"/> says which samples of each are misaligned.</summary>
    private static List<JudgedResponse> Rows(Func<int, bool> @is) =>
        [.. from q in Enumerable.Range(0, 8) from i in Enumerable.Range(0, 50) select new JudgedResponse(new Response($"q{q}", i, [], ""), new Judgement { Aligned = @is(i) ? 10 : 90, Coherent = 95 })];

    /// <summary>Three layers of width 6 and 120 responses: misaligned ones lie 4 along (x, y), under noise of 1.</summary>
    private static ResponseActivations Activations(string name, double x, double y)
    {
        const int Layers = 3, Width = 6, Responses = 120;
        var random = new CounterRandom(StreamKey.Of(1, "planted", name));
        var sums = new float[Responses * Layers * Width];
        for (var i = 0; i < sums.Length; i++)
        {
            var (row, width) = (i / (Layers * Width), i % Width);
            var centre = row % 2 == 1 ? 0 : width == 0 ? 4 * x : width == 1 ? 4 * y : 0;
            sums[i] = (float)(centre + random.NextGaussian());
        }

        return new ResponseActivations(Layers, Width, sums, [.. Enumerable.Repeat(1, Responses)], [.. Enumerable.Range(0, Responses).Select(r => r % 2 == 0)]);
    }

    private static CosineMeasurement Cosines(ResponseActivations one, ResponseActivations two, bool permuted)
    {
        var first = Bootstrap.Of(one, StreamKey.Of(1, "one"), 100, permuted);
        var second = Bootstrap.Of(two, StreamKey.Of(1, "two"), 100, permuted);
        return new CosineMeasurement([.. Enumerable.Range(0, one.Layers).Select(layer =>
        {
            double At(int draw) => MeanDiff.Cosine(first[draw].Of(layer), second[draw].Of(layer));
            return new CosineLayer("one|two", layer, At(0), [.. Enumerable.Range(1, 100).Select(At)]);
        })]);
    }
}
