using Repro.Core.Random;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Tests.Probes;

/// <summary>The fit against the objective itself: nothing may be better, whoever looks for it.</summary>
public sealed class L1LogisticTests
{
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(3)]
    public void No_proximal_gradient_walk_ends_lower(double c)
    {
        var (features, positive) = Rows(seed: 3, rows: 300, width: 5);

        var fit = L1Logistic.Fit(features, 5, positive, c);

        var walked = Walk(features, 5, positive, c);
        Objective(features, 5, positive, c, [.. fit.Weights, fit.Intercept]).Should().BeLessThanOrEqualTo(Objective(features, 5, positive, c, walked) + 1e-9);
        double[] found = [.. fit.Weights, fit.Intercept];
        for (var j = 0; j < 6; j++) found[j].Should().BeApproximately(walked[j], 1e-6);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(3)]
    public void The_optimality_conditions_hold(double c)
    {
        var (features, positive) = Rows(seed: 5, rows: 400, width: 7);

        var fit = L1Logistic.Fit(features, 7, positive, c);

        double[] weights = [.. fit.Weights, fit.Intercept];
        var gradient = Gradient(features, 7, positive, c, weights);
        for (var j = 0; j < weights.Length; j++)
        {
            if (weights[j] == 0) Math.Abs(gradient[j]).Should().BeLessThanOrEqualTo(1 + 1e-6);
            else gradient[j].Should().BeApproximately(-Math.Sign(weights[j]), 1e-6);
        }
    }

    [Fact]
    public void No_point_of_a_fine_grid_is_lower_in_two_dimensions()
    {
        var (features, positive) = Rows(seed: 8, rows: 120, width: 1);

        var fit = L1Logistic.Fit(features, 1, positive, 0.2);

        var (best, place) = (double.MaxValue, (Weight: 0.0, Intercept: 0.0));
        for (var weight = -2.0; weight <= 2; weight += 0.005)
        {
            for (var intercept = -1.0; intercept <= 1; intercept += 0.005)
            {
                var value = Objective(features, 1, positive, 0.2, [weight, intercept]);
                if (value < best) (best, place) = (value, (weight, intercept));
            }
        }

        Objective(features, 1, positive, 0.2, [fit.Weights[0], fit.Intercept]).Should().BeLessThanOrEqualTo(best);
        fit.Weights[0].Should().NotBe(0).And.BeApproximately(place.Weight, 0.006);
        fit.Intercept.Should().BeApproximately(place.Intercept, 0.006);
    }

    [Fact]
    public void Weights_leave_0_where_the_data_outweigh_the_penalty_and_not_before()
    {
        var (features, positive) = Rows(seed: 2, rows: 200, width: 3);
        var slopes = Gradient(features, 3, positive, 1, new double[4]);
        var edge = 1 / slopes.Max(Math.Abs);

        L1Logistic.Fit(features, 3, positive, edge * 0.999).Weights.Should().AllBeEquivalentTo(0.0);
        L1Logistic.Fit(features, 3, positive, edge * 1.01).Weights.Append(0).Should().Contain(w => w != 0);
    }

    [Fact]
    public void Other_classes_turn_the_signs_and_nothing_else()
    {
        var (features, positive) = Rows(seed: 4, rows: 250, width: 4);

        var one = L1Logistic.Fit(features, 4, positive, 0.1);
        var other = L1Logistic.Fit(features, 4, [.. positive.Select(p => !p)], 0.1);

        other.Weights.Should().Equal(one.Weights.Select(w => -w), (a, b) => Math.Abs(a - b) < 1e-9);
        other.Intercept.Should().BeApproximately(-one.Intercept, 1e-9);
    }

    [Fact]
    public void The_same_rows_give_the_same_bits()
    {
        var (features, positive) = Rows(seed: 4, rows: 250, width: 4);

        L1Logistic.Fit(features, 4, positive, 0.1).Weights.Should().Equal(L1Logistic.Fit(features, 4, positive, 0.1).Weights);
    }

    [Fact]
    public void Separable_rows_have_an_end_too()
        => L1Logistic.Fit([-2, -1, 1, 2], 1, [false, false, true, true], 100).Weights[0].Should().BeInRange(1, 20);

    [Fact]
    public void A_column_twice_or_of_zeros_does_no_harm()
    {
        var (features, positive) = Rows(seed: 6, rows: 100, width: 1);

        var fit = L1Logistic.Fit([.. features.SelectMany(x => new[] { x, x, 0 })], 3, positive, 1);

        (fit.Weights[0] + fit.Weights[1]).Should().BeApproximately(L1Logistic.Fit(features, 1, positive, 1).Weights[0], 1e-6);
        fit.Weights[2].Should().Be(0);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        FluentActions.Invoking(() => L1Logistic.Fit([1, 2, 3], 2, [true], 1)).Should().Throw<ArgumentException>().WithMessage("A fit needs 2 features for each of its rows, one or more; got 3 for 1.");
        FluentActions.Invoking(() => L1Logistic.Fit([1, 2], 2, [true], 0)).Should().Throw<ArgumentException>().WithMessage("C weighs the data against the penalty and is above 0; got 0.");
        FluentActions.Invoking(() => L1Logistic.Fit([1, double.NaN], 2, [true], 1)).Should().Throw<ArgumentException>().WithMessage("Features are finite numbers; one is not. Leave its row out.");
    }

    private static (double[] Features, bool[] Positive) Rows(long seed, int rows, int width)
    {
        var random = new CounterRandom(StreamKey.Of(seed, "rows"));
        var (features, positive) = (new double[rows * width], new bool[rows]);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < width; j++) features[(i * width) + j] = random.NextGaussian() + (j > 0 ? 0.5 * features[i * width] : 0.3);
            positive[i] = random.Chance(1 / (1 + Math.Exp(-(1.2 * features[i * width]) + 0.4)));
        }

        return (features, positive);
    }

    /// <summary>Proximal gradient steps with the exact Lipschitz bound C/4 sum |x|^2 and momentum, restarted, until no weight moves by 1e-12.</summary>
    private static double[] Walk(double[] features, int width, bool[] positive, double c)
    {
        var length = 4 / (c * (features.Sum(x => x * x) + positive.Length));
        double[] weights = new double[width + 1], ahead = new double[width + 1];
        var momentum = 1.0;
        for (var step = 0; step < 200_000; step++)
        {
            var gradient = Gradient(features, width, positive, c, ahead);
            var next = new double[weights.Length];
            for (var j = 0; j < next.Length; j++)
            {
                var at = ahead[j] - (length * gradient[j]);
                next[j] = Math.Sign(at) * Math.Max(0, Math.Abs(at) - length);
            }

            var moved = next.Zip(weights, (a, b) => Math.Abs(a - b)).Max();
            var grown = (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2;
            var back = next.Select((n, j) => (ahead[j] - n) * (n - weights[j])).Sum() > 0;
            ahead = back ? next : [.. next.Select((n, j) => n + ((momentum - 1) / grown * (n - weights[j])))];
            (momentum, weights) = (back ? 1 : grown, next);
            if (moved < 1e-12) break;
        }

        return weights;
    }

    private static double Objective(double[] features, int width, bool[] positive, double c, double[] weights)
        => weights.Sum(Math.Abs) + (c * positive.Select((p, i) => Math.Log(1 + Math.Exp(-Margin(features, width, i, p, weights)))).Sum());

    private static double[] Gradient(double[] features, int width, bool[] positive, double c, double[] weights)
    {
        var gradient = new double[width + 1];
        for (var i = 0; i < positive.Length; i++)
        {
            var pull = -c * (positive[i] ? 1 : -1) / (1 + Math.Exp(Margin(features, width, i, positive[i], weights)));
            for (var j = 0; j < width; j++) gradient[j] += pull * features[(i * width) + j];
            gradient[width] += pull;
        }

        return gradient;
    }

    private static double Margin(double[] features, int width, int row, bool positive, double[] weights)
        => (positive ? 1 : -1) * (weights[width] + Enumerable.Range(0, width).Sum(j => weights[j] * features[(row * width) + j]));
}
