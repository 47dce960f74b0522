using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Experiments.Downstream;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Tests.Downstream;

public sealed class DownstreamResultTests
{
    private const int Rows = 24, Layers = 2, Width = 6;

    [Fact]
    public void Cosines_are_of_means_an_answer_token()
    {
        var sums = new EffectSums(
            3, 1, 2,
            new Dictionary<string, float[]> { ["a"] = [2, 0, /**/ 0, 6], ["b"] = [1, 0, /**/ 0, 1] },
            [1, 3], [true, false], [0, 0]);
        var means = new MeanEffects(sums);

        // (2, 6) / 4 and (1, 1) / 4
        means.Cosines("a", "b", means.All)[0].Should().BeApproximately(8 / Math.Sqrt(40 * 2), 1e-6);
        means.Cosines("a", "b", [0, 0, 1])[0].Should().BeApproximately(((4 * 2) + (6 * 1)) / Math.Sqrt((16 + 36) * (4 + 1)), 1e-6);
        means.Cosines("a", "b", means.Kind(misaligned: true))[0].Should().BeApproximately(1, 1e-6);
    }

    [Fact]
    public void Resampling_keeps_the_number_of_each_kind()
    {
        var means = new MeanEffects(Planted(1, 1));
        foreach (var draw in Enumerable.Range(0, 20))
            means.Resample(means.All, StreamKey.Of(draw, "x")).Count(row => row % 2 == 0).Should().Be(Rows / 2);
    }

    [Fact]
    public void Effects_that_agree_more_on_misaligned_answers_and_not_with_random_vectors_are_seen_as_that()
    {
        var result = DownstreamResult.Of([(7, Planted(0.9, 0.5)), (8, Planted(0.9, 0.5))], ["q0", "q1"], layer: 4, draws: 50);

        var cosines = ((CosineMeasurement)result.Book["cosine.downstream.b-vector.mean-diff"]).Layers;
        cosines.Select(row => (row.Pair, row.Layer)).Should().Equal(("B|mean-diff, seed 7", 4), ("B|mean-diff, seed 8", 4));
        cosines[0].Value.Should().BeInRange(0.6, 0.85);
        ((CosineMeasurement)result.Book["cosine.downstream.permuted"]).Layers.Should().HaveCount(4).And.OnlyContain(row => Math.Abs(row.Value) < 0.1);
        Tau(result.Book["cosine.downstream.random-aligned-misaligned"]).Should().BeGreaterThan(0.9);
        Tau(result.Book["cosine.downstream.aligned-misaligned"]).Should().Be(1);
        ((ExactMeasurement)result.Book["cosine.downstream.peak-layer"]).Should().Be(
            new ExactMeasurement(4, "block of 5 with the largest mean cosine of the two effects; the paper's peak near 38 of 48 is block 3"));
        result.Curves.Select(curve => curve.Series).Should().Equal("all answers", "aligned answers", "misaligned answers", "random vectors, all answers", "permuted labels, all answers");
        result.Curves[0].Points.Select(point => point.X).Should().Equal("3", "4");
    }

    [Fact]
    public void Effects_that_agree_less_on_misaligned_answers_turn_the_order_around() =>
        Tau(DownstreamResult.Of([(7, Planted(0.3, 0.8))], ["q0", "q1"], layer: 4, draws: 5).Book["cosine.downstream.aligned-misaligned"]).Should().Be(-1);

    [Fact]
    public void Both_kinds_are_drawn_in_equal_number_up_to_the_most_and_named_by_question()
    {
        List<JudgedResponse> judged = [.. Enumerable.Range(0, 40).Select(i => new JudgedResponse(new Response(i % 2 == 0 ? "b" : "a", i, [], ""), new Judgement { Aligned = i < 15 ? 10 : 90, Coherent = 95 }))];

        var rows = EffectRows.Of(judged, "x", 1, 8, 12);

        rows.Select(Cuts.IsMisaligned).Should().Equal(Enumerable.Range(0, 24).Select(i => i < 12));
        rows.Distinct().Should().HaveCount(24);
        EffectRows.Of(judged, "x", 1, 8, 100).Should().HaveCount(30);
        EffectRows.Questions(rows, ["b", "a"]).Should().Equal(rows.Select(row => row.Response.QuestionId == "a" ? 0 : 1));
        FluentActions.Invoking(() => EffectRows.Of(judged, "x", 1, 16, 100)).Should().Throw<NotMeasurableException>()
            .WithMessage("Effects on misaligned and aligned responses need at least 16 of each; x with seed 1 gave 15 and 25 of 40.");
    }

    private static double Tau(Measurement measurement) => Claims.Statistics.Jonckheere.Order(((OrderedMeasurement)measurement).Values).Mean;

    /// <summary>The direction's effect lies along the first axis; the adapter's has the given cosine with it, by kind; controls lie along further axes. Agreement only at the second block.</summary>
    private static EffectSums Planted(double misaligned, double aligned)
    {
        var random = new CounterRandom(StreamKey.Of(3, "planted"));
        float[] Effects(Func<int, int, float[]> of) => [.. from row in Enumerable.Range(0, Rows) from layer in Enumerable.Range(0, Layers) from x in of(row, layer) select x + (float)(0.01 * random.NextGaussian())];
        float[] Axis(int axis) => [.. Enumerable.Range(0, Width).Select(i => i == axis ? 1f : 0f)];
        float[] Turned(double cosine) => [(float)cosine, (float)Math.Sqrt(1 - (cosine * cosine)), 0, 0, 0, 0];
        var effects = new Dictionary<string, float[]>
        {
            [EffectNames.Adapter] = Effects((row, layer) => layer == 0 ? Axis(1) : Turned(row % 2 == 0 ? misaligned : aligned)),
            [EffectNames.Direction] = Effects((_, _) => Axis(0)),
        };
        foreach (var (i, name) in EffectNames.Random.Concat(EffectNames.Permuted).Index()) effects[name] = Effects((_, _) => Axis(2 + i));
        return new EffectSums(3, Layers, Width, effects, [.. Enumerable.Repeat(1, Rows)], [.. Enumerable.Range(0, Rows).Select(row => row % 2 == 0)], [.. Enumerable.Range(0, Rows).Select(row => row / 12)]);
    }
}
