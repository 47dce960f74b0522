using Repro.Claims.Measurements;
using Repro.Core.Random;
using Repro.Experiments.Directions;

namespace Repro.Experiments.Semantics;

/// <summary>
/// How much of a topic's direction s lies along the general direction g, and in the plane of g and the topic itself, t = aligned answers about it less aligned
/// answers about other matters: ‖P s‖² / ‖s‖², a squared cosine, by layer. A direction that were general harm and topic alone would give 1 in the plane.
/// s is taken twice, from two halves of the answers, and each product holds one of either, (P s1 · s2) / (s1 · s2): noise of few answers then
/// neither adds to the length nor looks like a third factor. t comes from a third part of the aligned answers, g from other answers altogether.
/// </summary>
internal static class SemanticParts
{
    /// <summary>Two rows a layer, with bootstrap draws over the answers; the sums of all seeds are divided, not their quotients averaged.</summary>
    public static CosineMeasurement Of(string topic, IReadOnlyList<(long Seed, ResponseActivations General, SemanticActivations ByTopic)> runs, int draws, CancellationToken cancellation)
    {
        var layers = runs[0].General.Layers;
        var totals = Enumerable.Range(0, draws + 1).Select(_ => new double[layers * 3]).ToArray();
        foreach (var (seed, general, byTopic) in runs)
        {
            cancellation.ThrowIfCancellationRequested();
            var sample = new SemanticSample(topic, general, byTopic);
            Parallel.For(0, draws + 1, draw => Add(totals[draw], sample, layers, draw == 0 ? null : new CounterRandom(StreamKey.Of(seed, "semantic-parts", topic).Child(draw))));
        }

        return new CosineMeasurement([.. Rows($"{topic}: general", 1), .. Rows($"{topic}: general and topic", 2)]);

        IEnumerable<CosineLayer> Rows(string name, int part) => Enumerable.Range(0, layers).Select(layer =>
        {
            double Share(int draw) => totals[draw][layer * 3] > 0 ? totals[draw][(layer * 3) + part] / totals[draw][layer * 3] : 0;
            return new CosineLayer(name, layer, Share(0), [.. Enumerable.Range(1, draws).Select(Share)]);
        });
    }

    private static void Add(double[] total, SemanticSample sample, int layers, CounterRandom? random)
    {
        var (general, first, second, topic) = sample.Draw(random);
        var width = general.Length / layers;
        for (var layer = 0; layer < layers; layer++)
        {
            var at = layer * width;
            var (all, along, plane) = Shared(general.AsSpan(at, width), topic.AsSpan(at, width), first.AsSpan(at, width), second.AsSpan(at, width));
            total[layer * 3] += all;
            total[(layer * 3) + 1] += along;
            total[(layer * 3) + 2] += plane;
        }
    }

    /// <summary>s1 · s2, and the same after projection on g and on the plane of g and t.</summary>
    internal static (double All, double Along, double Plane) Shared(ReadOnlySpan<double> g, ReadOnlySpan<double> t, ReadOnlySpan<double> s1, ReadOnlySpan<double> s2)
    {
        double gg = Dot(g, g), shift = gg > 0 ? Dot(t, g) / gg : 0;
        var rest = new double[t.Length];
        for (var i = 0; i < rest.Length; i++) rest[i] = t[i] - (shift * g[i]);
        var along = gg > 0 ? Dot(s1, g) * Dot(s2, g) / gg : 0;
        var rr = Dot(rest, rest);
        return (Dot(s1, s2), along, along + (rr > 0 ? Dot(s1, rest) * Dot(s2, rest) / rr : 0));
    }

    private static double Dot(ReadOnlySpan<double> one, ReadOnlySpan<double> two)
    {
        double sum = 0;
        for (var i = 0; i < one.Length; i++) sum += one[i] * two[i];
        return sum;
    }
}
