using Repro.Core.Random;
using Repro.Experiments.Directions;
using Repro.Experiments.Semantics;

namespace Repro.Experiments.Tests.Semantics;

/// <summary>
/// Answers in a stream of two layers and width 8 whose parts are known: axis 0 is general harm, axis 1 + i the topic i, axis 4 + i what harm about topic i adds
/// beyond both. Each answer has one token and noise.
/// </summary>
internal static class PlantedTopics
{
    public const int Layers = 2;

    public const int Width = 8;

    /// <summary>Sums of answers about no topic, for the general direction.</summary>
    public static ResponseActivations General(int answers, double noise, long seed = 1) =>
        Sums([.. Enumerable.Range(0, answers).Select(i => (Misaligned: i % 2 == 0, Topic: -1))], 0, noise, StreamKey.Of(seed, "planted-general"), topicShift: 0);

    /// <summary>Sums of answers about each topic and about none, as many of either stance.</summary>
    /// <param name="answers">Answers a topic and stance.</param>
    /// <param name="own">How far harm about a topic goes its own way; general harm goes 2.</param>
    /// <param name="noise">Standard deviation of an answer.</param>
    /// <param name="topicShift">How far harm about a topic goes along the topic.</param>
    /// <param name="fewer">A topic with 3 misaligned answers only; -1 for none.</param>
    public static SemanticActivations ByTopic(int answers, double own, double noise, double topicShift = 0, int fewer = -1)
    {
        List<(bool Misaligned, int Topic)> rows =
            [.. from topic in Enumerable.Range(-1, 4) from misaligned in new[] { true, false } from i in Enumerable.Range(0, misaligned && topic == fewer && fewer >= 0 ? 3 : answers) select (misaligned, topic)];
        return new SemanticActivations(Sums(rows, own, noise, StreamKey.Of(2, "planted-topics"), topicShift), [.. rows.Select(row => row.Topic < 0 ? 0 : 1 << row.Topic)]);
    }

    private static ResponseActivations Sums(List<(bool Misaligned, int Topic)> rows, double own, double noise, StreamKey stream, double topicShift)
    {
        var random = new CounterRandom(stream);
        var sums = new float[rows.Count * Layers * Width];
        for (var i = 0; i < sums.Length; i++)
        {
            var ((misaligned, topic), axis) = (rows[i / (Layers * Width)], i % Width);
            var centre = axis == 0 && misaligned ? 2.0
                : axis == 1 + topic && axis is >= 1 and <= 3 ? 3 + (misaligned ? topicShift : 0)
                : axis == 4 + topic && axis is >= 4 and <= 6 && misaligned ? own
                : 0;
            sums[i] = (float)(centre + (noise * random.NextGaussian()));
        }

        return new ResponseActivations(Layers, Width, sums, [.. Enumerable.Repeat(1, rows.Count)], [.. rows.Select(row => row.Misaligned)]);
    }
}
