using Repro.Core.Random;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Tests.Probes;

/// <summary>Token sets whose truth is known: what tells the classes is theirs, an answer's own, or a prompt's own.</summary>
internal static class PlantedTokens
{
    private const int Width = 4;

    /// <param name="signal">Shift of feature 0 by class, in deviations of a token.</param>
    /// <param name="ofAnswer">Deviation of each answer's own shift of every feature.</param>
    /// <param name="ofPrompt">Deviation of each prompt's own shift.</param>
    /// <param name="answers">Answers of each class.</param>
    /// <param name="prompts">Prompts of each class; no prompt has both.</param>
    /// <param name="tokens">Tokens of the shortest answers.</param>
    public static TokenSet Of(double signal = 0, double ofAnswer = 0, double ofPrompt = 0, int answers = 20, int prompts = 10, int tokens = 15)
    {
        var random = new CounterRandom(StreamKey.Of(11, "planted tokens"));
        double[] Shift(double deviation) => [.. Enumerable.Range(0, Width).Select(_ => deviation * random.NextGaussian())];
        var own = Enumerable.Range(0, 2 * prompts).Select(_ => Shift(ofPrompt)).ToArray();
        bool[] positive = [.. Enumerable.Range(0, 2 * answers).Select(a => a < answers)];
        int[] prompt = [.. positive.Select((p, a) => (a % prompts) + (p ? 0 : prompts))];
        var (features, answer) = (new List<double>(), new List<int>());
        for (var a = 0; a < positive.Length; a++)
        {
            var shift = Shift(ofAnswer);
            for (var t = 0; t < tokens + (a % 3); t++)
            {
                answer.Add(a);
                for (var j = 0; j < Width; j++) features.Add(random.NextGaussian() + shift[j] + own[prompt[a]][j] + (j == 0 && positive[a] ? signal : 0));
            }
        }

        return new TokenSet(Width, [.. features], [.. answer], positive, prompt);
    }
}
