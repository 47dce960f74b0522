using Repro.Core.Random;
using Repro.Experiments.Directions;

namespace Repro.Experiments.Downstream;

/// <summary>Mean effects an answer token over sets of responses, and their cosines by layer.</summary>
/// <param name="sums">Effects of one seed.</param>
internal sealed class MeanEffects(EffectSums sums)
{
    /// <summary>Every response.</summary>
    public IReadOnlyList<int> All { get; } = [.. Enumerable.Range(0, sums.Tokens.Length)];

    /// <summary>Responses of one kind.</summary>
    public IReadOnlyList<int> Kind(bool misaligned) => [.. All.Where(row => sums.Misaligned[row] == misaligned)];

    /// <summary>
    /// cos(Σ w e / Σ w t, Σ w f / Σ w t) at each layer that is kept, e and f the effects of two changes. 0 where one of them is nothing.
    /// </summary>
    /// <param name="one">A change.</param>
    /// <param name="other">Another.</param>
    /// <param name="rows">Responses; one that stands twice counts twice.</param>
    public double[] Cosines(string one, string other, IReadOnlyList<int> rows)
    {
        var (first, second) = (Mean(one, rows), Mean(other, rows));
        return [.. first.Zip(second, (a, b) => MeanDiff.Cosine(a, b) is var cosine && double.IsFinite(cosine) ? cosine : 0)];
    }

    /// <summary>The rows drawn again with replacement, each kind among its own.</summary>
    public IReadOnlyList<int> Resample(IReadOnlyList<int> rows, StreamKey stream)
    {
        var random = new CounterRandom(stream);
        return [.. rows.GroupBy(row => sums.Misaligned[row]).SelectMany(kind => kind.ToArray() is var members ? members.Select(_ => members[random.Next(members.Length)]) : [])];
    }

    private float[][] Mean(string change, IReadOnlyList<int> rows)
    {
        var (effect, size) = (sums.Effects[change], sums.Layers * sums.Width);
        var total = new double[size];
        foreach (var row in rows)
        {
            var source = effect.AsSpan(row * size, size);
            for (var i = 0; i < size; i++) total[i] += source[i];
        }

        double tokens = rows.Sum(row => sums.Tokens[row]);
        return [.. Array.ConvertAll(total, x => (float)(x / tokens)).Chunk(sums.Width)];
    }
}
