using System.Numerics;

namespace Repro.Experiments.Data;

/// <summary>
/// NumPy's <c>default_rng(seed)</c>, as far as a permutation needs it: SeedSequence (four words, hashed and mixed), PCG64
/// (XSL-RR on 128 bits; O'Neill 2014), and whole numbers up to a bound by masked rejection on 32-bit halves.
/// </summary>
internal sealed class NumpyGenerator
{
    private static readonly UInt128 Multiplier = new(2549297995355413924, 4865540595714422341);
    private readonly UInt128 increment;
    private UInt128 state;
    private uint? half;

    public NumpyGenerator(ulong seed)
    {
        var words = SeedWords(seed);
        UInt128 Word(int i) => new(words[i], words[i + 1]);
        increment = (Word(2) << 1) | 1;
        Step();
        state += Word(0);
        Step();
    }

    /// <summary>0 .. count - 1, shuffled from the end.</summary>
    public int[] Permutation(int count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            var j = (int)UpTo((uint)i);
            (items[i], items[j]) = (items[j], items[i]);
        }

        return items;
    }

    /// <summary>Uniform on 0 .. <paramref name="max"/>: draws are cut to the bits that it has, until one is not above it.</summary>
    private uint UpTo(uint max)
    {
        var mask = uint.MaxValue >> BitOperations.LeadingZeroCount(max);
        uint draw;
        do draw = Next32() & mask;
        while (draw > max);
        return draw;
    }

    /// <summary>The low half of a draw first, then the high half.</summary>
    private uint Next32()
    {
        if (half is { } kept)
        {
            half = null;
            return kept;
        }

        Step();
        var folded = (ulong)(state >> 64) ^ (ulong)state;
        var draw = ulong.RotateRight(folded, (int)(state >> 122));
        half = (uint)(draw >> 32);
        return (uint)draw;
    }

    private void Step() => state = unchecked((state * Multiplier) + increment);

    private static ulong[] SeedWords(ulong seed)
    {
        var pool = new uint[4];
        var constant = 0x43b0d7e5u;
        uint Hash(uint value, uint multiplier)
        {
            unchecked
            {
                value ^= constant;
                constant *= multiplier;
                value *= constant;
                return value ^ (value >> 16);
            }
        }

        for (var i = 0; i < 4; i++) pool[i] = Hash(i switch { 0 => (uint)seed, 1 => (uint)(seed >> 32), _ => 0 }, 0x931e8875u);
        for (var from = 0; from < 4; from++)
        {
            for (var to = 0; to < 4; to++)
            {
                if (from == to) continue;
                var mixed = unchecked((0xca01f9ddu * pool[to]) - (0x4973f715u * Hash(pool[from], 0x931e8875u)));
                pool[to] = mixed ^ (mixed >> 16);
            }
        }

        constant = 0x8b51f9ddu;
        var words = new ulong[4];
        for (var i = 0; i < 8; i++) words[i / 2] |= (ulong)Hash(pool[i % 4], 0x58f38dedu) << (32 * (i % 2));
        return words;
    }
}
