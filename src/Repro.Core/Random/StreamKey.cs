using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Repro.Core.Random;

/// <summary>
/// A random stream by name: draw i is a pure function of the key and i. Batch size, order, sharding and resuming
/// can therefore never change a sample. Value i is SplitMix64's finaliser over key + (i + 1) * golden ratio.
/// </summary>
public readonly record struct StreamKey(ulong Value)
{
    private const ulong GoldenRatio = 0x9E3779B97F4A7C15;

    /// <summary>The stream of a run seed and the parts that name its use (experiment, question, sample index).</summary>
    public static StreamKey Of(long seed, params ReadOnlySpan<string> parts)
    {
        var key = new StreamKey(Mix(unchecked((ulong)seed) + GoldenRatio));
        foreach (var part in parts) key = key.Child(part);
        return key;
    }

    /// <summary>The sub-stream of a name.</summary>
    public StreamKey Child(string part)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(part), hash);
        return new StreamKey(Mix(Value ^ BinaryPrimitives.ReadUInt64LittleEndian(hash)));
    }

    /// <summary>The sub-stream of an index.</summary>
    public StreamKey Child(long index) => new(Mix(Mix(Value + 1) ^ (unchecked((ulong)index) * GoldenRatio)));

    /// <summary>Draw number <paramref name="counter"/>: 64 uniform bits.</summary>
    public ulong At(ulong counter) => Mix(unchecked(Value + ((counter + 1) * GoldenRatio)));

    /// <summary>Draw number <paramref name="counter"/> as a double, uniform on [0, 1).</summary>
    public double UniformAt(ulong counter) => (At(counter) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
