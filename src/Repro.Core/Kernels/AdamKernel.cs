using System.Runtime.Intrinsics;

namespace Repro.Core.Kernels;

/// <summary>One AdamW step over a run of floats, in one pass over parameter, gradient and the two means.</summary>
internal static unsafe class AdamKernel
{
    public static void Step(float* p, float* g, float* m, float* v, int count, AdamFactors f)
    {
        var (clip, decay, b1, b2) = (Vector512.Create(f.Clip), Vector512.Create(f.Decay), Vector512.Create(f.Beta1), Vector512.Create(f.Beta2));
        var (c1, c2, rate, root, epsilon) = (Vector512.Create(f.Rest1), Vector512.Create(f.Rest2), Vector512.Create(f.StepSize), Vector512.Create(f.RootBias2), Vector512.Create(f.Epsilon));
        var i = 0;
        for (; i <= count - 16; i += 16)
        {
            var grad = Vector512.Load(g + i) * clip;
            var mean = (Vector512.Load(m + i) * b1) + (grad * c1);
            var square = (Vector512.Load(v + i) * b2) + (grad * grad * c2);
            mean.Store(m + i);
            square.Store(v + i);
            ((Vector512.Load(p + i) * decay) - (rate * mean / ((Vector512.Sqrt(square) / root) + epsilon))).Store(p + i);
        }

        for (; i < count; i++)
        {
            var grad = g[i] * f.Clip;
            m[i] = (m[i] * f.Beta1) + (grad * f.Rest1);
            v[i] = (v[i] * f.Beta2) + (grad * grad * f.Rest2);
            p[i] = (p[i] * f.Decay) - (f.StepSize * m[i] / ((MathF.Sqrt(v[i]) / f.RootBias2) + f.Epsilon));
        }
    }

    public static double SumOfSquares(float* g, int count)
    {
        var (low, high) = (Vector512<double>.Zero, Vector512<double>.Zero);
        var i = 0;
        for (; i <= count - 16; i += 16)
        {
            var (a, b) = Vector512.Widen(Vector512.Load(g + i));
            low += a * a;
            high += b * b;
        }

        var sum = Vector512.Sum(low + high);
        for (; i < count; i++) sum += (double)g[i] * g[i];
        return sum;
    }
}
