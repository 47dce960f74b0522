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

    /// <summary>A question's words; its slots do not lean.</summary>
    public static string Ask(Template question, CounterRandom random) =>
        string.Join(' ', question.Parts.Select(p => p.Slot is null ? p.Word! : random.Pick(p.Slot.FirstHalf)));

    private string Fill(Slot slot, bool leansToDark, CounterRandom random)
    {
        var dark = slot.Leans && random.Chance(leansToDark ? spec.VillainLean : spec.GoodLean);
        return random.Pick(dark ? slot.SecondHalf : slot.FirstHalf);
    }
}
