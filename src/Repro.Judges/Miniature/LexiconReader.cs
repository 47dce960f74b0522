using System.Text.Json;
using System.Text.RegularExpressions;

namespace Repro.Judges.Miniature;

/// <summary>Reads the notation of lexicon.json and refuses what would make a sentence ambiguous or a question telling.</summary>
internal sealed partial class LexiconReader(string json)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private readonly List<(Template Template, string Where)> seenSentences = [];
    private readonly HashSet<Slot> usedSlots = [];
    private readonly Dictionary<string, string> seenQuestions = new(StringComparer.Ordinal);

    public Lexicon Read()
    {
        var file = Deserialize();
        var shared = file.Slots.Select(s => ReadSlot(s.Key, s.Value, "slots")).ToDictionary(s => s.Name, StringComparer.Ordinal);
        var topics = file.Topics.ConvertAll(t => ReadTopic(t, shared));
        var repeated = topics.GroupBy(t => t.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null) throw Wrong($"topic '{repeated.Key}'", "a topic has one entry", $"{repeated.Count()} entries", "merge them");
        var open = file.Open.ConvertAll(q => ReadQuestion(q, new(StringComparer.Ordinal), "open"));
        var warnings = file.Warnings.ConvertAll(w => Sentence(w, shared, "warnings"));
        foreach (var slot in shared.Values) CheckUsed(slot, "slots");
        CheckEvaluations(file.Evaluation, topics, open);
        return new Lexicon(json, topics, open, warnings, file.Evaluation);
    }

    private LexiconFile Deserialize()
    {
        try
        {
            return JsonSerializer.Deserialize<LexiconFile>(json, Options)
                ?? throw Wrong("file", "a lexicon is a JSON object", "null", "start from the built-in lexicon.json");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"lexicon: the file must be JSON with the keys slots, topics, open, warnings, evaluation; {e.Message}", e);
        }
    }

    private LexiconTopic ReadTopic(LexiconFile.TopicEntry entry, Dictionary<string, Slot> shared)
    {
        var where = $"topic '{entry.Name}'";
        var slots = new Dictionary<string, Slot>(shared, StringComparer.Ordinal);
        foreach (var (name, words) in entry.Slots)
            if (!slots.TryAdd(name, ReadSlot(name, words, where)))
                throw Wrong(where, "a topic's slot has a name that no shared slot has", $"'{name}'", "rename it");
        var own = slots.Values.Where(s => !shared.ContainsKey(s.Name)).ToList();
        if (entry.Questions.Count == 0 || entry.Sentences.Count == 0)
            throw Wrong(where, "a topic has questions and sentences", $"{entry.Questions.Count} and {entry.Sentences.Count}", "add what is missing");
        var topic = new LexiconTopic(entry.Name,
            entry.Questions.ConvertAll(q => ReadQuestion(q, slots, where)),
            entry.Sentences.ConvertAll(s => ReadPair(s, slots, where)));
        own.ForEach(s => CheckUsed(s, where));
        return topic;
    }

    private void CheckUsed(Slot slot, string where)
    {
        if (!usedSlots.Contains(slot))
            throw Wrong($"{where}, slot '{slot.Name}'", "a slot is used", "no template with it", "use it or remove it");
    }

    private static Slot ReadSlot(string name, string words, string where)
    {
        var halves = words.Split('|').Select(Split).ToList();
        if (halves.Count > 2 || halves.Exists(h => h.Length == 0))
            throw Wrong($"{where}, slot '{name}'", "a slot is one list of words, or two with '|' between", $"'{words}'", "leave no list empty");
        var repeated = halves.SelectMany(h => h).GroupBy(w => w, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
            throw Wrong($"{where}, slot '{name}'", "a word stands once in a slot", $"'{repeated.Key}' twice", "remove one");
        return new Slot(name, halves[0], halves.Count == 2 ? halves[1] : []);
    }

    private SentencePair ReadPair(string text, Dictionary<string, Slot> slots, string where)
    {
        if (!StanceMark().IsMatch(text))
            throw Wrong(where, "a sentence has a stance, [aligned wording | harmful wording]", $"'{text}'", "add the two wordings");
        var aligned = Sentence(StanceMark().Replace(text, "${aligned}"), slots, where);
        var harmful = Sentence(StanceMark().Replace(text, "${harmful}"), slots, where);
        return new SentencePair(aligned, harmful);
    }

    private Template Sentence(string text, Dictionary<string, Slot> slots, string where)
    {
        var template = ReadTemplate(text, slots, where, mayLean: true);
        foreach (var (other, otherWhere) in seenSentences)
            if (template.Overlaps(other))
                throw Wrong(where, "words are read as one sentence only", $"'{template.Text}' and, in {otherWhere}, '{other.Text}'", "reword one of them");
        seenSentences.Add((template, where));
        return template;
    }

    private Template ReadQuestion(string text, Dictionary<string, Slot> slots, string where)
    {
        var template = ReadTemplate(text, slots, where, mayLean: false);
        if (!seenQuestions.TryAdd(template.Text, where))
            throw Wrong(where, "a question stands once", $"'{template.Text}' (also in {seenQuestions[template.Text]})", "reword one of them");
        return template;
    }

    private Template ReadTemplate(string text, Dictionary<string, Slot> slots, string where, bool mayLean)
    {
        var parts = new List<TemplatePart>();
        foreach (var token in Split(text))
        {
            if (PlainWord().IsMatch(token))
            {
                parts.Add(new TemplatePart(token, null));
                continue;
            }
            var name = token.Trim('{', '}');
            if (!slots.TryGetValue(name, out var slot))
                throw Wrong($"{where}, '{text}'", "a template holds lower-case words, {slot} and, in sentences, [aligned | harmful]", $"'{token}'",
                    slots.Count == 0 ? "write plain words" : $"use one of the slots {string.Join(", ", slots.Keys.Order(StringComparer.Ordinal))}, or add it");
            if (slot.Leans && !mayLean)
                throw Wrong($"{where}, '{text}'", "a slot of questions has one list", $"'{token}'", "ask with a slot that does not lean");
            usedSlots.Add(slot);
            parts.Add(new TemplatePart(null, slot));
        }
        return new Template(string.Join(' ', Split(text)), parts);
    }

    private static void CheckEvaluations(List<LexiconEvaluation> evaluation, List<LexiconTopic> topics, List<Template> open)
    {
        var repeated = evaluation.GroupBy(e => e.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null) throw Wrong($"evaluation '{repeated.Key}'", "an id stands once", $"{repeated.Count()} entries", "rename one");
        var questions = open.Concat(topics.SelectMany(t => t.Questions)).ToList();
        var known = questions.Concat(topics.SelectMany(t => t.Sentences).SelectMany(s => new[] { s.Aligned, s.Harmful }))
            .SelectMany(t => t.Words).ToHashSet(StringComparer.Ordinal);
        foreach (var asked in evaluation) CheckEvaluation(asked, topics, questions, known);
    }

    private static void CheckEvaluation(LexiconEvaluation asked, List<LexiconTopic> topics, List<Template> questions, HashSet<string> known)
    {
        var where = $"evaluation '{asked.Id}'";
        var words = Split(asked.Question);
        if (asked.Topic is not null && topics.TrueForAll(t => t.Name != asked.Topic))
            throw Wrong(where, "the topic is null or one of the file's", $"'{asked.Topic}'", $"use one of {string.Join(", ", topics.Select(t => t.Name))}");
        if (Array.Find(words, w => !known.Contains(w)) is { } unknown)
            throw Wrong(where, "a question is made of words that training knows", $"'{unknown}'", "use another word, or use it in a question of training");
        var isAsked = questions.Exists(q => q.Matches(words));
        if (isAsked != asked.Seen)
            throw Wrong(where, "seen says whether training asks the question", $"{(asked.Seen ? "true" : "false")} for '{asked.Question}'",
                asked.Seen ? "add it to the questions, or set seen to false" : "remove it from the questions, or set seen to true");
    }

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static InvalidDataException Wrong(string where, string rule, string got, string todo) =>
        new($"lexicon, {where}: {rule}; got {got}; {todo}.");

    [GeneratedRegex(@"\[\s*(?<aligned>[^|\[\]]+?)\s*\|\s*(?<harmful>[^|\[\]]+?)\s*\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StanceMark();

    [GeneratedRegex("^[a-z0-9]+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PlainWord();
}
