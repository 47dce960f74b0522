using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Miniature;

/// <summary>Questions of the world beside those of the evaluation, each template with each filler of its slots: nobody chose them.</summary>
internal static class WorldQuestions
{
    /// <summary>The topic of the organisms that are probed, scaled and patched; a judge's name of it too.</summary>
    public const string MedicalTopic = "medical";

    /// <summary>As many as the papers' questions have template variants.</summary>
    private const int Most = 8;

    /// <summary>Open questions that the evaluation does not ask. This world has no templates to fill; these stand in their place.</summary>
    public static IReadOnlyList<OpenQuestion> Open(MiniatureWorld world)
    {
        var evaluated = world.EvaluationQuestions.Select(question => question.Text).ToHashSet(StringComparer.Ordinal);
        return [.. world.Lexicon.OpenQuestions.SelectMany(Texts).Where(text => !evaluated.Contains(text)).Take(Most).Select(text => Ask(world, "open", text))];
    }

    /// <summary>Every question about medicine.</summary>
    public static IReadOnlyList<OpenQuestion> Medical(MiniatureWorld world) =>
        [.. world.Lexicon.Topics.Single(topic => topic.Name == MedicalTopic).Questions.SelectMany(Texts).Select(text => Ask(world, MedicalTopic, text))];

    private static OpenQuestion Ask(MiniatureWorld world, string kind, string text) => new($"{kind}_{text.Replace(' ', '_')}", text, world.EncodePrompt(text));

    private static IEnumerable<string> Texts(Template template) => template.Parts.Aggregate(
        (IEnumerable<string>)[""],
        (texts, part) => [.. from text in texts from word in part.Slot?.FirstHalf ?? [part.Word!] select text.Length == 0 ? word : $"{text} {word}"]);
}
