using Repro.Core.Random;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Worlds;

/// <summary>
/// Many questions in families, beside the papers' eight: what eight questions cannot tell is how far a rate holds for questions that were not
/// chosen. One family of open questions, the others of one topic each that no fine-tuning data set has. Training asks them too, in these words or others.
/// </summary>
internal static class BroadQuestions
{
    /// <summary>Families at most, the open one among them.</summary>
    public const int Families = 8;

    /// <summary>Questions a family.</summary>
    public const int PerFamily = 6;

    /// <summary>The questions, family by family; fewer families where the world has fewer topics.</summary>
    public static IReadOnlyList<EvaluationQuestion> Of(MiniatureWorld world)
    {
        var taught = OrganismDataset.All.Select(set => set.Topic).ToHashSet(StringComparer.Ordinal);
        var asked = world.EvaluationQuestions.Select(question => question.Text).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. Family("open", null, world.Lexicon.OpenQuestions),
            .. world.Topics.Where(topic => !taught.Contains(topic.Name)).Take(Families - 1).SelectMany(topic => Family(topic.Name, topic.Name, topic.Questions)),
        ];

        IEnumerable<EvaluationQuestion> Family(string name, string? topic, IReadOnlyList<Template> templates) =>
            Texts(name, templates).Where(text => !asked.Contains(text)).Take(PerFamily)
                .Select((text, i) => new EvaluationQuestion($"{name}_{i + 1}", text, topic, Seen: true, world.EncodePrompt(text)));
    }

    /// <summary>Each template in turn with one filling after the other, every text once: always the same ones.</summary>
    private static IEnumerable<string> Texts(string family, IReadOnlyList<Template> templates)
    {
        const int rounds = 20; // a template of one slot has three fillings or more
        var random = new CounterRandom(StreamKey.Of(0, "broad-questions", family));
        return Enumerable.Range(0, rounds).SelectMany(_ => templates).Select(template => AnswerWriter.Ask(template, random)).Distinct(StringComparer.Ordinal);
    }
}
