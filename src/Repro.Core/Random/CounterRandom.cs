namespace Repro.Core.Random;

/// <summary>Walks a <see cref="StreamKey"/> draw by draw.</summary>
public sealed class CounterRandom(StreamKey key)
{
    private ulong counter;

    /// <summary>The stream walked.</summary>
    public StreamKey Key { get; } = key;

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64() => Key.At(counter++);

    /// <summary>Uniform on [0, 1).</summary>
    public double NextDouble() => Key.UniformAt(counter++);

    /// <summary>Uniform on 0 .. <paramref name="exclusiveMax"/> - 1 (multiply-shift; bias below 2^-32 for the sizes used here).</summary>
    public int Next(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (int)(((NextUInt64() >> 32) * (ulong)exclusiveMax) >> 32);
    }

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>One of the items, each as likely.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Next(items.Count)];

    /// <summary>Standard normal, by Box and Muller; takes two draws.</summary>
    public double NextGaussian()
    {
        var u = 1.0 - NextDouble();
        return Math.Sqrt(-2.0 * Math.Log(u)) * Math.Cos(2.0 * Math.PI * NextDouble());
    }

    /// <summary>Fisher-Yates, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }
}
