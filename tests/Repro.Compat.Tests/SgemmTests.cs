using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

/// <summary>The shim's sgemm_, which libtorch calls for every float32 product, against the definition in double.</summary>
public sealed unsafe class SgemmTests
{
    private delegate void Sgemm(byte* transa, byte* transb, int* m, int* n, int* k, float* alpha, float* a, int* lda, float* b, int* ldb, float* beta, float* c, int* ldc);

    public static IEnumerable<object[]> Cases =>
        from ta in "nTC" from tb in "Nt" from alpha in new[] { 1f, -0.5f } from beta in new[] { 0f, 1f, 2f } select new object[] { ta, tb, alpha, beta };

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public void Equals_the_definition(char transa, char transb, float alpha, float beta)
    {
        Setup.RequireCompat();
        var sgemm = Marshal.GetDelegateForFunctionPointer<Sgemm>(NativeLibrary.GetExport(NativeLibrary.Load(Setup.Library), "sgemm_"));
        foreach (var (m, n, k) in new[] { (1, 1, 1), (3, 5, 7), (17, 1, 9), (1, 33, 4), (64, 48, 80) })
        {
            bool ta = transa != 'n', tb = transb != 'N';
            int rowsA = ta ? k : m, rowsB = tb ? n : k;
            int lda = rowsA + 2, ldb = rowsB + 1, ldc = m + 3;
            float[] a = Noise(lda * (ta ? m : k), 1), b = Noise(ldb * (tb ? k : n), 2), c = Noise(ldc * n, 3);
            var expected = (float[])c.Clone();
            for (var j = 0; j < n; j++)
            {
                for (var i = 0; i < m; i++)
                {
                    double sum = 0;
                    for (var l = 0; l < k; l++)
                    {
                        sum += (double)a[ta ? l + (i * lda) : i + (l * lda)] * b[tb ? j + (l * ldb) : l + (j * ldb)];
                    }

                    expected[i + (j * ldc)] = (float)((alpha * sum) + (beta == 0 ? 0 : beta * expected[i + (j * ldc)]));
                }
            }

            if (beta == 0)
            {
                // What C held must not matter.
                for (var j = 0; j < n; j++)
                {
                    c.AsSpan(j * ldc, m).Fill(float.NaN);
                }
            }

            byte ca = (byte)transa, cb = (byte)transb;
            fixed (float* pa = a, pb = b, pc = c)
            {
                sgemm(&ca, &cb, &m, &n, &k, &alpha, pa, &lda, pb, &ldb, &beta, pc, &ldc);
            }

            c.Should().Equal(expected, (x, y) => Math.Abs(x - y) <= 1e-4f * Math.Max(1, Math.Abs(y)), $"m={m} n={n} k={k}");
        }
    }

    [SkippableFact]
    public void An_empty_sum_scales_C()
    {
        Setup.RequireCompat();
        using var scope = NewDisposeScope();
        addmm(ones(2, 2), zeros(2, 0), zeros(0, 2), 3, 1).Numbers().Should().Equal(3, 3, 3, 3);
    }

    [Fact]
    public void Products_of_views_are_right()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        Tensor big = randn(40, 50), other = randn(60, 70);
        Tensor a = big[2..33, 3..30], b = other[5..32, 1..40];
        a.mm(b).to(float64).allclose(a.to(float64).mm(b.to(float64)), 1e-4, 1e-4).Should().BeTrue();
        b.t().mm(a.t()).to(float64).allclose(b.t().to(float64).mm(a.t().to(float64)), 1e-4, 1e-4).Should().BeTrue();
        nn.functional.linear(a, b.t()).allclose(a.mm(b), 1e-4, 1e-4).Should().BeTrue();
    }

    private static float[] Noise(int count, int seed)
    {
        var values = new float[count];
        var state = (uint)seed * 2654435761u;
        for (var i = 0; i < count; i++)
        {
            state = (state * 1664525u) + 1013904223u;
            values[i] = (state / (float)uint.MaxValue) - 0.5f;
        }

        return values;
    }
}
