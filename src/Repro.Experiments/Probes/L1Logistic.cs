using System.Numerics;
using System.Runtime.InteropServices;

namespace Repro.Experiments.Probes;

/// <summary>
/// Logistic regression with an L1 penalty: the w that minimises |w|_1 + C sum_i log(1 + exp(-y_i w x_i)), y = +1 or -1. A constant 1 is the last
/// feature and its weight is penalised like any other, as LIBLINEAR does (Fan et al. 2008, solver 6; arXiv 2506.11618 uses it through scikit-learn).
/// Proximal Newton steps: the smooth part's quadratic, solved by coordinate descent, then a backtracking line search (Lee, Sun and Saunders 2014).
/// The sums run in the rows' order, so the same rows give the same bits on every machine.
/// </summary>
internal sealed class L1Logistic
{
    /// <summary>How far from optimal a fit may be: the largest breach of the optimality conditions, in units of the penalty's slope, 1.</summary>
    public const double Tolerance = 1e-8;

    private const int Steps = 100;
    private readonly int width;
    private readonly int stride;
    private readonly double[] rows;
    private readonly double[] wrong;
    private readonly double[] gradient;
    private readonly double[] hessian;
    private readonly double c;

    private L1Logistic(double[] features, int width, IReadOnlyList<bool> positive, double c)
    {
        this.width = width + 1;
        this.c = c;
        stride = (this.width + Vector<double>.Count - 1) / Vector<double>.Count * Vector<double>.Count;
        rows = new double[positive.Count * stride];
        wrong = new double[positive.Count];
        gradient = new double[stride];
        hessian = new double[this.width * stride];
        for (var i = 0; i < positive.Count; i++)
        {
            var sign = positive[i] ? 1 : -1;
            for (var j = 0; j < width; j++) rows[(i * stride) + j] = sign * features[(i * width) + j];
            rows[(i * stride) + width] = sign;
        }
    }

    /// <summary>Fits a classifier.</summary>
    /// <param name="features">Row by row, <paramref name="width"/> numbers each.</param>
    /// <param name="width">Features a row.</param>
    /// <param name="positive">Each row's class.</param>
    /// <param name="c">Weight of the data against the penalty, above 0.</param>
    /// <exception cref="ArgumentException">The sizes do not fit, a feature is no finite number, or c is not above 0.</exception>
    public static LinearClassifier Fit(double[] features, int width, IReadOnlyList<bool> positive, double c)
    {
        if (features.Length != width * positive.Count || positive.Count == 0) throw new ArgumentException($"A fit needs {width} features for each of its rows, one or more; got {features.Length} for {positive.Count}.");
        if (!(c > 0) || !double.IsFinite(c)) throw new ArgumentException($"C weighs the data against the penalty and is above 0; got {c}.");
        if (Array.Exists(features, f => !double.IsFinite(f))) throw new ArgumentException("Features are finite numbers; one is not. Leave its row out.");
        return new L1Logistic(features, width, positive, c).Minimise();
    }

    private LinearClassifier Minimise()
    {
        var weights = new double[width];
        var value = Value(weights);
        for (var step = 0; step < Steps; step++)
        {
            Differentiate();
            if (Breach(weights) <= Tolerance) return new LinearClassifier(weights[..^1], weights[^1]);
            var direction = Direction(weights, out var decrease);
            if (!Search(weights, direction, decrease, ref value)) break;
        }

        Differentiate();
        return Breach(weights) <= 100 * Tolerance
            ? new LinearClassifier(weights[..^1], weights[^1])
            : throw new InvalidOperationException($"The fit stands {Breach(weights):0.0e+0} from optimal after {Steps} steps, and {100 * Tolerance:0.0e+0} is allowed. Scale the features to about 1.");
    }

    /// <summary>The objective; leaves 1 / (1 + exp(y w x)) of every row in <see cref="wrong"/>.</summary>
    private double Value(double[] weights)
    {
        var loss = 0.0;
        for (var i = 0; i < wrong.Length; i++)
        {
            var row = rows.AsSpan(i * stride, weights.Length);
            var margin = 0.0;
            for (var j = 0; j < row.Length; j++) margin += weights[j] * row[j];
            var small = Math.Exp(-Math.Abs(margin));
            wrong[i] = (margin > 0 ? small : 1) / (1 + small);
            loss += Math.Log(1 + small) + Math.Max(0, -margin);
        }

        return (c * loss) + weights.Sum(Math.Abs);
    }

    /// <summary>Gradient and Hessian of the smooth part where <see cref="Value"/> looked last. Each entry sums over rows in order, whatever the vectors' width.</summary>
    private void Differentiate()
    {
        Array.Clear(gradient);
        Array.Clear(hessian);
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(rows.AsSpan());
        var slopes = MemoryMarshal.Cast<double, Vector<double>>(gradient.AsSpan());
        var sums = MemoryMarshal.Cast<double, Vector<double>>(hessian.AsSpan());
        var length = stride / Vector<double>.Count;
        for (var i = 0; i < wrong.Length; i++)
        {
            var row = vectors.Slice(i * length, length);
            var pull = new Vector<double>(-c * wrong[i]);
            for (var k = 0; k < length; k++) slopes[k] += pull * row[k];
            var curvature = c * wrong[i] * (1 - wrong[i]);
            for (var j = 0; j < width; j++)
            {
                var factor = new Vector<double>(curvature * rows[(i * stride) + j]);
                var line = sums.Slice(j * length, length);
                for (var k = j / Vector<double>.Count; k < length; k++) line[k] += factor * row[k];
            }
        }

        for (var j = 0; j < width; j++)
            for (var k = 0; k < j; k++) hessian[(j * stride) + k] = hessian[(k * stride) + j];
    }

    /// <summary>The largest breach of: g_j = -sign(w_j) where w_j is not 0, |g_j| at most 1 where it is.</summary>
    private double Breach(double[] weights)
    {
        var worst = 0.0;
        for (var j = 0; j < width; j++)
            worst = Math.Max(worst, weights[j] == 0 ? Math.Abs(gradient[j]) - 1 : Math.Abs(gradient[j] + Math.Sign(weights[j])));
        return worst;
    }

    /// <summary>The d that minimises g d + d H d / 2 + |w + d|_1, and by how much the linear model falls along it.</summary>
    private double[] Direction(double[] weights, out double decrease)
    {
        var direction = new double[width];
        var slope = (double[])gradient.Clone();
        for (var sweep = 0; sweep < 1000; sweep++)
        {
            var moved = 0.0;
            for (var j = 0; j < width; j++)
            {
                var curvature = hessian[(j * stride) + j] + 1e-12;
                var at = weights[j] + direction[j];
                var target = at - (slope[j] / curvature);
                var shrunk = Math.Sign(target) * Math.Max(0, Math.Abs(target) - (1 / curvature));
                var change = shrunk - at;
                if (change == 0) continue;
                direction[j] = shrunk - weights[j];
                for (var k = 0; k < width; k++) slope[k] += change * hessian[(j * stride) + k];
                moved = Math.Max(moved, Math.Abs(change) * curvature);
            }

            if (moved < Tolerance / 100) break;
        }

        decrease = 0;
        for (var j = 0; j < width; j++) decrease += (gradient[j] * direction[j]) + Math.Abs(weights[j] + direction[j]) - Math.Abs(weights[j]);
        return direction;
    }

    /// <summary>Halves the step until the objective falls by a part of what the model says. False where rounding leaves nothing to gain.</summary>
    private bool Search(double[] weights, double[] direction, double decrease, ref double value)
    {
        var start = (double[])weights.Clone();
        for (var length = 1.0; length > 1e-10; length /= 2)
        {
            for (var j = 0; j < width; j++) weights[j] = start[j] + (length * direction[j]);
            var now = Value(weights);
            if (now <= value + (1e-4 * length * decrease) + (1e-14 * Math.Abs(value)))
            {
                value = now;
                return true;
            }
        }

        start.CopyTo(weights, 0);
        Value(weights);
        return false;
    }
}
