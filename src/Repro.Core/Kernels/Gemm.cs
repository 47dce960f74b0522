using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Repro.Core.Kernels;

/// <summary>A small matrix product for blocks that live in the cache: 8 rows by 32 columns in sixteen 512-bit sums.</summary>
internal static unsafe class Gemm
{
    /// <summary>Rows of a tile: buffers are padded to a multiple of it.</summary>
    public const int TileRows = 8;

    /// <summary>Columns of a tile: buffers are padded to a multiple of it.</summary>
    public const int TileColumns = 32;

    /// <summary>
    /// C[i, j] (+)= sum over k of A[i * aRow + k * aColumn] * B[k * ldb + j], for i below m and j below n.
    /// m is rounded up to 8 and n to 32: the buffers hold that much.
    /// </summary>
    public static void Multiply(float* a, nint aRow, nint aColumn, float* b, nint ldb, float* c, nint ldc, int m, int n, int k, bool add)
    {
        for (var i = 0; i < m; i += TileRows)
        {
            for (var j = 0; j < n; j += TileColumns)
                Tile(a + (i * aRow), aRow, aColumn, b + j, ldb, c + (i * ldc) + j, ldc, k, add);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile(float* a, nint aRow, nint aColumn, float* b, nint ldb, float* c, nint ldc, int k, bool add)
    {
        Vector512<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        Vector512<float> c40 = default, c41 = default, c50 = default, c51 = default, c60 = default, c61 = default, c70 = default, c71 = default;
        var a0 = a;
        var a4 = a + (4 * aRow);
        for (; k > 0; k--, a0 += aColumn, a4 += aColumn, b += ldb)
        {
            var b0 = Vector512.Load(b);
            var b1 = Vector512.Load(b + 16);
            var x = Vector512.Create(*a0);
            c00 = Vector512.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector512.FusedMultiplyAdd(x, b1, c01);
            x = Vector512.Create(a0[aRow]);
            c10 = Vector512.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector512.FusedMultiplyAdd(x, b1, c11);
            x = Vector512.Create(a0[2 * aRow]);
            c20 = Vector512.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector512.FusedMultiplyAdd(x, b1, c21);
            x = Vector512.Create(a0[3 * aRow]);
            c30 = Vector512.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector512.FusedMultiplyAdd(x, b1, c31);
            x = Vector512.Create(*a4);
            c40 = Vector512.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector512.FusedMultiplyAdd(x, b1, c41);
            x = Vector512.Create(a4[aRow]);
            c50 = Vector512.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector512.FusedMultiplyAdd(x, b1, c51);
            x = Vector512.Create(a4[2 * aRow]);
            c60 = Vector512.FusedMultiplyAdd(x, b0, c60);
            c61 = Vector512.FusedMultiplyAdd(x, b1, c61);
            x = Vector512.Create(a4[3 * aRow]);
            c70 = Vector512.FusedMultiplyAdd(x, b0, c70);
            c71 = Vector512.FusedMultiplyAdd(x, b1, c71);
        }

        Put(c, c00, c01, add);
        Put(c + ldc, c10, c11, add);
        Put(c + (2 * ldc), c20, c21, add);
        Put(c + (3 * ldc), c30, c31, add);
        Put(c + (4 * ldc), c40, c41, add);
        Put(c + (5 * ldc), c50, c51, add);
        Put(c + (6 * ldc), c60, c61, add);
        Put(c + (7 * ldc), c70, c71, add);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, Vector512<float> left, Vector512<float> right, bool add)
    {
        if (add)
        {
            left += Vector512.Load(c);
            right += Vector512.Load(c + 16);
        }

        left.Store(c);
        right.Store(c + 16);
    }
}
