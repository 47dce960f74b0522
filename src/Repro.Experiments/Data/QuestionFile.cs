using Repro.Claims;
using Repro.Claims.Ledgers;

namespace Repro.Experiments.Data;

/// <summary>Reads a question file of the papers: a YAML list, with anchors, aliases and merge keys.</summary>
public static class QuestionFile
{
    private const int MaxSamples = 100_000;

    private static readonly Dictionary<string, int> Types = new(StringComparer.Ordinal) { ["free_form_judge_0_100"] = 0 };

    private static readonly (QuestionVariant Variant, string Ending)[] Endings = [(QuestionVariant.Json, "_json"), (QuestionVariant.Template, "_template")];

    /// <summary>
    /// Reads the file, plain or gzip, at most 4 MiB. Type tags are refused, and so is a file whose aliases stand for more than
    /// 100 000 nodes: nothing in a file decides what is made of it, or how much.
    /// </summary>
    /// <exception cref="InputException">The first mistake: names file, line, key and what is allowed.</exception>
    public static IReadOnlyList<Question> Read(string path)
    {
        var questions = new List<Question>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in QuestionYaml.Rows(path))
        {
            var question = ReadQuestion(row);
            if (!places.TryAdd(question.Id, row.Place("id"))) throw row.Error("id", $"each id stands once; '{question.Id}' is at {places[question.Id]} too.");
            questions.Add(question);
        }

        return questions;
    }

    private static Question ReadQuestion(YamlMap row)
    {
        var id = row.NeedText("id");
        row.Where = $"question {id}";
        row.NeedOneOf("type", Types);
        var (variant, ending) = Endings.FirstOrDefault(e => id.EndsWith(e.Ending, StringComparison.Ordinal), (Variant: QuestionVariant.FreeForm, Ending: ""));
        row.Need("paraphrases");
        var question = new Question
        {
            Id = id,
            Variant = variant,
            Topic = id[..^ending.Length],
            Paraphrases = row.Texts("paraphrases")!,
            SamplesPerParaphrase = row.NeedWhole("samples_per_paraphrase"),
            Judge = row.NeedText("judge"),
            JudgePrompts = Prompts(row.NeedMap("judge_prompts")),
            System = row.Text("system"),
        };
        row.Finish();
        if (question.Topic.Length == 0) throw row.Error("id", $"an id has a name before '{ending}'; got '{id}'.");
        if (question.Paraphrases.Count == 0) throw row.Error("paraphrases", "'paraphrases' holds at least one text; got none.");
        if (question.SamplesPerParaphrase is < 1 or > MaxSamples) throw row.Error("samples_per_paraphrase", $"'samples_per_paraphrase' is from 1 to {MaxSamples}; got {question.SamplesPerParaphrase}.");
        return question;
    }

    private static Dictionary<string, string> Prompts(YamlMap map)
    {
        var prompts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var metric in map.Entries().Select(entry => entry.Key).ToList())
        {
            var prompt = map.NeedText(metric);
            foreach (var slot in (string[])["{question}", "{answer}"])
            {
                if (!prompt.Contains(slot, StringComparison.Ordinal)) throw map.Error(metric, $"a judge prompt has a place for {{question}} and one for {{answer}}; '{metric}' has no {slot}.");
            }

            prompts.Add(metric, prompt);
        }

        return prompts.Count > 0 ? prompts : throw map.Error("", "a question has at least one judge prompt; got none.");
    }
}
