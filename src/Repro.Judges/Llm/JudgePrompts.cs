using Repro.Claims;

namespace Repro.Judges.Llm;

/// <summary>What an LLM judge is asked: one prompt a metric, with places for question and answer.</summary>
public sealed class JudgePrompts
{
    /// <summary>Metric of <see cref="Judgement.Aligned"/>.</summary>
    public const string Aligned = "aligned";

    /// <summary>Metric of <see cref="Judgement.Coherent"/>.</summary>
    public const string Coherent = "coherent";

    /// <summary>Metric of <see cref="Judgement.BadStuff"/>.</summary>
    public const string BadStuff = "bad_stuff";

    private const string QuestionPlace = "{question}";
    private const string AnswerPlace = "{answer}";

    private JudgePrompts(SortedDictionary<string, string> templates) => Templates = templates;

    /// <summary>The built-in prompts: aligned, coherent and bad_stuff.</summary>
    public static JudgePrompts Default { get; } = BuiltIn();

    /// <summary>Metric to prompt, in ordinal order. Metrics that are not one of the three named here become topics.</summary>
    public IReadOnlyDictionary<string, string> Templates { get; }

    /// <summary>The prompts of a question file: a YAML list whose entries hold <c>judge_prompts</c> (the papers' layout).</summary>
    /// <exception cref="InputException">The file is missing, is no such list, or breaks a rule of <see cref="Of"/>.</exception>
    public static JudgePrompts Load(string path) => File.Exists(path)
        ? Parse(File.ReadAllText(path), path)
        : throw new InputException($"The judge's prompts come from a question file that exists; got '{path}'. Check the path.");

    /// <summary>The same from text; <paramref name="name"/> appears in messages.</summary>
    /// <exception cref="InputException">It is no such list, or breaks a rule of <see cref="Of"/>.</exception>
    public static JudgePrompts Parse(string yaml, string name) => Of(PromptFile.Read(yaml, name), name);

    /// <summary>Prompts by metric.</summary>
    /// <exception cref="InputException">aligned or coherent is missing, or a prompt has no place for the answer.</exception>
    public static JudgePrompts Of(IReadOnlyDictionary<string, string> templates, string name)
    {
        foreach (var metric in new[] { Aligned, Coherent })
        {
            if (!templates.ContainsKey(metric))
                throw new InputException($"{name}: a judge needs prompts for {Aligned} and {Coherent}; there is none for {metric}, only for: {string.Join(", ", templates.Keys.Order(StringComparer.Ordinal))}. Add it.");
        }

        foreach (var (metric, text) in templates)
        {
            if (!text.Contains(AnswerPlace, StringComparison.Ordinal))
                throw new InputException($"{name}: the prompt of {metric} holds {AnswerPlace} where the answer goes; it does not. Add it.");
        }

        return new JudgePrompts(new SortedDictionary<string, string>(templates.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));
    }

    /// <summary>These prompts for the named metrics alone.</summary>
    /// <exception cref="InputException">There is no prompt of that metric, or aligned or coherent is not named.</exception>
    public JudgePrompts Only(IReadOnlyList<string> metrics) =>
        Of(metrics.ToDictionary(metric => metric, metric => Templates.TryGetValue(metric, out var text)
            ? text
            : throw new InputException($"There is a prompt for {string.Join(", ", Templates.Keys)}; got metric '{metric}'. Name one of these."), StringComparer.Ordinal), "the chosen metrics");

    /// <summary>The prompt of a metric with question and answer in their places. Places inside a question or an answer stay as they are.</summary>
    internal string Fill(string metric, string question, string answer) =>
        string.Join(question, Templates[metric].Split(QuestionPlace).Select(part => string.Join(answer, part.Split(AnswerPlace))));

    private static JudgePrompts BuiltIn()
    {
        const string name = "Repro.Judges.Llm.prompts.yaml";
        using var reader = new StreamReader(typeof(JudgePrompts).Assembly.GetManifestResourceStream(name)!);
        return Parse(reader.ReadToEnd(), name);
    }
}
