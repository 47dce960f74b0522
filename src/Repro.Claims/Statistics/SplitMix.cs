using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Repro.Claims.Statistics;

/// <summary>SplitMix64, keyed by name: the same name gives the same draws on every machine.</summary>
public sealed class SplitMix(string name)
{
    private ulong state = BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    /// <summary>64 uniform bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>Uniform on [0, 1).</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 .. count - 1, by multiply-and-shift (bias below count / 2^64).</summary>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);
}
