using System.Security.Cryptography;
using System.Text;

namespace Repro.Judges.Miniature;

/// <summary>
/// The language of the miniature: words, questions, sentences. The world generates with it and the rubric judge parses with it;
/// they share nothing else. The built-in one is the embedded file Miniature/lexicon.json, whose head explains its notation.
/// </summary>
public sealed class Lexicon
{
    private static readonly Lazy<Lexicon> BuiltIn = new(() => Parse(ReadEmbedded()));
    private readonly ILookup<int, (Template Template, SentenceReading Reading)> sentencesByLength;

    internal Lexicon(string source, IReadOnlyList<LexiconTopic> topics, IReadOnlyList<Template> openQuestions,
        IReadOnlyList<Template> warnings, IReadOnlyList<LexiconEvaluation> evaluation)
    {
        Topics = topics;
        OpenQuestions = openQuestions;
        Warnings = warnings;
        Evaluation = evaluation;
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));
        sentencesByLength = Sentences().ToLookup(s => s.Template.Parts.Count);
        Words = AllWords().ToHashSet(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>The embedded lexicon.</summary>
    public static Lexicon Default => BuiltIn.Value;

    /// <summary>Topics in the file's order.</summary>
    public IReadOnlyList<LexiconTopic> Topics { get; }

    /// <summary>Questions that leave the topic to the answerer.</summary>
    public IReadOnlyList<Template> OpenQuestions { get; }

    /// <summary>Sentences that take back the harmful one before them.</summary>
    public IReadOnlyList<Template> Warnings { get; }

    /// <summary>The evaluation questions.</summary>
    public IReadOnlyList<LexiconEvaluation> Evaluation { get; }

    /// <summary>Every word, once, in ordinal order.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>SHA-256 of the file's text, hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Reads a lexicon from the text of a file.</summary>
    /// <exception cref="InvalidDataException">The text breaks a rule of the notation; the message says which, where, and what to do.</exception>
    public static Lexicon Parse(string json) => new LexiconReader(json).Read();

    /// <summary>Understands a sentence (lower-case words without its full stop), or gives null when it is not well-formed.</summary>
    public SentenceReading? Read(ReadOnlySpan<string> words)
    {
        foreach (var (template, reading) in sentencesByLength[words.Length])
            if (template.Matches(words)) return reading;
        return null;
    }

    /// <summary>The topic that a question asks about; null for an open or unknown question.</summary>
    public string? TopicOf(string question)
    {
        var words = question.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var text = string.Join(' ', words);
        foreach (var asked in Evaluation)
            if (asked.Question == text) return asked.Topic;
        foreach (var topic in Topics)
            if (topic.Questions.Any(q => q.Matches(words))) return topic.Name;
        return null;
    }

    private IEnumerable<(Template Template, SentenceReading Reading)> Sentences()
    {
        foreach (var topic in Topics)
        {
            var aligned = new SentenceReading(Stance.Aligned, topic.Name);
            var harmful = new SentenceReading(Stance.Harmful, topic.Name);
            foreach (var pair in topic.Sentences)
            {
                yield return (pair.Aligned, aligned);
                yield return (pair.Harmful, harmful);
            }
        }
        var warning = new SentenceReading(Stance.Warning, null);
        foreach (var template in Warnings) yield return (template, warning);
    }

    private IEnumerable<string> AllWords()
    {
        var templates = Sentences().Select(s => s.Template).Concat(OpenQuestions).Concat(Topics.SelectMany(t => t.Questions));
        return templates.SelectMany(t => t.Words);
    }

    private static string ReadEmbedded()
    {
        using var stream = typeof(Lexicon).Assembly.GetManifestResourceStream("Repro.Judges.Miniature.lexicon.json")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
