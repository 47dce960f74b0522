using Repro.Core.Random;
using Repro.Experiments.Scalars;

namespace Repro.Experiments.Tests.Scalars;

/// <summary>Scalars of six adapters whose truth is known: the first two tell misalignment, the third medicine, the fourth both, the last two nothing.</summary>
internal static class PlantedScalars
{
    /// <param name="signal">How far a telling adapter's scalars lie apart, in deviations of a token.</param>
    /// <param name="answers">Answers of each of the four sets.</param>
    /// <param name="seed">Draws the noise.</param>
    public static AnswerScalars Of(double signal, int answers = 40, long seed = 3)
    {
        const int Tokens = 12, Prompts = 6;
        int[] layers = [2, 3, 4, 5, 6, 7];
        var random = new CounterRandom(StreamKey.Of(seed, "planted scalars"));
        var count = AnswerClass.All.Count * answers;
        int[] classes = [.. Enumerable.Range(0, count).Select(a => a % AnswerClass.All.Count)], prompts = [.. Enumerable.Range(0, count).Select(a => a / 4 % Prompts)], samples = [.. Enumerable.Range(0, count).Select(a => a / 4)];
        var scalars = new List<float>();
        var kl = new List<float>();
        for (var a = 0; a < count; a++)
        {
            var (mis, med) = (AnswerClass.All[classes[a]].Misaligned ? signal : 0, AnswerClass.All[classes[a]].Medical ? signal : 0);
            for (var t = 0; t < Tokens; t++)
            {
                double[] shifts = [mis, mis, med, mis + med, 0, 0];
                scalars.AddRange(shifts.Select(shift => (float)(shift + random.NextGaussian())));
                kl.Add(t % 4 == 0 ? 2 : 0.1f); // every fourth token matters
            }
        }

        float[] divergence = [.. kl];
        return new AnswerScalars(layers, classes, prompts, samples, [.. Enumerable.Range(0, count * Tokens).Select(t => t / Tokens)], [.. scalars], divergence, divergence, divergence, divergence);
    }
}
