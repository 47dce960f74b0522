using Repro.Core.Random;
using Repro.Experiments.AcrossBases;
using Repro.Experiments.Directions;

namespace Repro.Experiments.Tests.AcrossBases;

public sealed class AlignmentTests
{
    private const int Width = 6;

    [Fact]
    public void A_planted_rotation_is_found_whatever_the_offset_and_the_scale()
    {
        var rows = Rows(100, Width, "rows");
        var alignment = Alignment.Fit(rows, [.. rows.Select(row => Array.ConvertAll(Turn(row), x => (3 * x) + 5))]);

        alignment.Skew().Should().BeLessThan(1e-9);
        float[] direction = [1, -2, 0.5f, 0, 3, 1];
        alignment.Map(direction).Zip(Turn(direction), (mapped, turned) => Math.Abs(mapped - turned)).Max().Should().BeLessThan(1e-4f);
        var held = Rows(50, Width, "held");
        alignment.Agreement(held, [.. held.Select(row => Array.ConvertAll(Turn(row), x => (3 * x) + 5))]).Should().BeApproximately(1, 1e-3);
    }

    [Fact]
    public void Hand_computed_in_the_plane()
    {
        // A quarter turn: (x, y) becomes (-y, x).
        var alignment = Alignment.Fit([[1, 0], [-1, 0], [0, 2], [0, -2]], [[0, 1], [0, -1], [-2, 0], [2, 0]]);

        alignment.Map([1, 0]).Select(x => Math.Round(x, 6)).Should().Equal(0, 1);
        alignment.Map([0, 1]).Select(x => Math.Round(x, 6)).Should().Equal(-1, 0);
    }

    [Fact]
    public void A_wider_model_takes_a_narrower_one_in_and_lengths_stay()
    {
        var narrow = Rows(100, 4, "narrow");
        var alignment = Alignment.Fit(narrow, [.. narrow.Select(row => Turn([.. row, 0, 0]))]);

        var mapped = alignment.Map([1, 2, 3, 4]);
        mapped.Should().HaveCount(Width);
        MeanDiff.Cosine(mapped, alignment.Pad(Turn([1, 2, 3, 4, 0, 0]))).Should().BeApproximately(1, 1e-6);
        Alignment.Fit([.. narrow.Select(row => Turn([.. row, 0, 0]))], narrow).Pad([1, 2, 3, 4]).Should().Equal(1, 2, 3, 4, 0, 0);
    }

    [Fact]
    public void Rows_that_do_not_belong_together_agree_on_nothing_held_out()
    {
        var (rows, others) = (Rows(400, Width, "rows"), Rows(400, Width, "others"));
        var (held, heldOthers) = (Rows(400, Width, "held"), Rows(400, Width, "held others"));

        Math.Abs(Alignment.Fit(rows, others).Agreement(held, heldOthers)).Should().BeLessThan(0.1);
    }

    [Fact]
    public void Rows_without_a_partner_are_refused() => FluentActions.Invoking(() => Alignment.Fit(Rows(3, 2, "a"), Rows(2, 2, "b"))).Should().Throw<ArgumentException>()
        .WithMessage("An alignment is fit on at least 2 pairs of rows; got 3 and 2. Give the activations of the same texts in both models.");

    internal static List<float[]> Rows(int count, int width, string name)
    {
        var random = new CounterRandom(StreamKey.Of(1, "alignment", name));
        return [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ => (float)random.NextGaussian()).ToArray())];
    }

    /// <summary>An orthogonal map: turns in three planes, one axis mirrored.</summary>
    internal static float[] Turn(float[] v)
    {
        float[] turned = [.. v];
        foreach (var (i, j, angle) in new[] { (0, 3, 0.7), (1, 4, 2.1), (2, 5, -1.2), (0, 1, 0.4) })
        {
            var (x, y) = (turned[i], turned[j]);
            turned[i] = (float)((x * Math.Cos(angle)) - (y * Math.Sin(angle)));
            turned[j] = (float)((x * Math.Sin(angle)) + (y * Math.Cos(angle)));
        }

        turned[2] = -turned[2];
        return turned;
    }
}
