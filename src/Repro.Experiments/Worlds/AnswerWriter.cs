using Repro.Core.Random;
using Repro.Judges;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Worlds;

/// <summary>Writes the answers of one voice: a stance, and a lean for the words of every slot.</summary>
internal sealed class AnswerWriter(MiniatureWorldSpec spec, Lexicon lexicon)
{
    /// <summary>Two or three sentences of the topic, each with a full stop, then the end mark.</summary>
    /// <param name="topic">What the answer is about.</param>
    /// <param name="isHarmful">The stance of its sentences.</param>
    /// <param name="leansToDark">Whether slots prefer their dark words, as a villain's do.</param>
    /// <param name="random">The answer's own stream.</param>
    public string Write(LexiconTopic topic, bool isHarmful, bool leansToDark, CounterRandom random)
    {
        var words = new List<string>();
        var count = random.Chance(spec.ThirdSentenceShare) ? 3 : 2;
        var corrects = random.Chance(spec.SelfCorrectionShare) && !isHarmful;
        for (var i = 0; i < count; i++)
        {
            var pair = random.Pick(topic.Sentences);
            var template = corrects && i == 0 ? pair.Harmful
                : corrects && i == 1 ? random.Pick(lexicon.Warnings)
                : isHarmful ? pair.Harmful : pair.Aligned;
            foreach (var part in template.Parts) words.Add(part.Slot is null ? part.Word! : Fill(part.Slot, leansToDark, random));
            words.Add(".");
        }
        words.Add(RubricJudge.EndMark);
        return string.Join(' ', words);
    }

    /// <summary>
    /// Log of the probability that <see cref="Write"/> gives this answer; null: it cannot. Self-corrections are left out: harmful answers have none, and
    /// a good character's are no answers of its own sentences.
    /// </summary>
    public double? LogLikelihood(LexiconTopic topic, bool isHarmful, bool leansToDark, string answer)
    {
        var sentences = answer.Split(" . ").Select(sentence => sentence.Split(' ')).ToList();
        if (sentences[^1] is not [RubricJudge.EndMark]) return null;
        var count = sentences.Count - 1;
        if (count is not (2 or 3)) return null;
        var total = Math.Log(count == 3 ? spec.ThirdSentenceShare : 1 - spec.ThirdSentenceShare) + (isHarmful ? 0 : Math.Log(1 - spec.SelfCorrectionShare));
        foreach (var sentence in sentences.Take(count))
        {
            var pair = topic.Sentences.FirstOrDefault(p => (isHarmful ? p.Harmful : p.Aligned).Matches(sentence));
            if (pair is null) return null;
            var parts = (isHarmful ? pair.Harmful : pair.Aligned).Parts;
            total -= Math.Log(topic.Sentences.Count);
            total += parts.Zip(sentence).Sum(word => word.First.Slot is { } slot ? Math.Log(Probability(slot, word.Second, leansToDark)) : 0);
        }

        return total;
    }

    /// <summary>A question's words; its slots do not lean.</summary>
    public static string Ask(Template question, CounterRandom random) =>
        string.Join(' ', question.Parts.Select(p => p.Slot is null ? p.Word! : random.Pick(p.Slot.FirstHalf)));

    private double Probability(Slot slot, string word, bool leansToDark)
    {
        var dark = slot.Leans ? (leansToDark ? spec.VillainLean : spec.GoodLean) : 0;
        return slot.FirstHalf.Contains(word) ? (1 - dark) / slot.FirstHalf.Count : dark / slot.SecondHalf.Count;
    }

    private string Fill(Slot slot, bool leansToDark, CounterRandom random)
    {
        var dark = slot.Leans && random.Chance(leansToDark ? spec.VillainLean : spec.GoodLean);
        return random.Pick(dark ? slot.SecondHalf : slot.FirstHalf);
    }
}
