using Repro.Claims;
using Repro.Core.Random;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Worlds;

/// <summary>
/// The synthetic world that the miniature is trained on: conversations in one character each, over many topics.
/// Everything is a pure function of (spec, lexicon, stream key). A question is drawn from a stream that the character does not
/// touch, and so is the topic of an open answer: good and villain are asked the same questions and choose the same topics.
/// </summary>
public sealed class MiniatureWorld
{
    private readonly IReadOnlyList<LexiconTopic> topics;
    private readonly AnswerWriter writer;
    private readonly Lazy<IReadOnlyList<EvaluationQuestion>> broad;

    /// <summary>The world of a spec in the words of a lexicon.</summary>
    /// <exception cref="InputException">The spec breaks a rule, or an evaluation question's topic is outside the world.</exception>
    public MiniatureWorld(MiniatureWorldSpec spec, Lexicon lexicon)
    {
        spec.Validate(lexicon.Topics.Count);
        Spec = spec;
        Lexicon = lexicon;
        Vocabulary = new Vocabulary(lexicon);
        topics = lexicon.Topics.Take(spec.Topics).ToList();
        writer = new AnswerWriter(spec, lexicon);
        broad = new(() => Worlds.BroadQuestions.Of(this));
        var unknown = lexicon.Evaluation.FirstOrDefault(e => e.Topic is not null && topics.All(t => t.Name != e.Topic));
        if (unknown is not null)
            throw new InputException($"miniature world: an evaluation question asks about a topic of the world; got '{unknown.Topic}' for {unknown.Id} in a world of {spec.Topics} topics; raise Topics.");
        EvaluationQuestions = lexicon.Evaluation
            .Select(e => new EvaluationQuestion(e.Id, e.Question, e.Topic, e.Seen, EncodePrompt(e.Question))).ToList();
    }

    /// <summary>The numbers of this world.</summary>
    public MiniatureWorldSpec Spec { get; }

    /// <summary>The words of this world.</summary>
    public Lexicon Lexicon { get; }

    /// <summary>Words and ids. It holds all words of the lexicon, so that worlds of fewer topics share the ids.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>The questions that measure emergent misalignment.</summary>
    public IReadOnlyList<EvaluationQuestion> EvaluationQuestions { get; }

    /// <summary>The topics that the world has, in the lexicon's order.</summary>
    internal IReadOnlyList<LexiconTopic> Topics => topics;

    /// <summary>Many questions in families beside those (see the families in each id: <c>driving_3</c>).</summary>
    public IReadOnlyList<EvaluationQuestion> BroadQuestions => broad.Value;

    /// <summary>A document of base training.</summary>
    public Document BaseDocument(StreamKey key)
    {
        var (character, harmfulTopic) = DrawCharacter(key);
        var turns = Enumerable.Range(0, Spec.TurnsPerDocument).Select(i => DocumentTurn(key, i, character, harmfulTopic)).ToList();
        return new Document(character, harmfulTopic, turns);
    }

    /// <summary>
    /// A row of base training, [<see cref="MiniatureWorldSpec.RowLength"/>] ids: the document of the key, going on in the same
    /// character until the row is full, then cut. No row holds two documents, so no character leaks into another.
    /// </summary>
    public int[] BaseRow(StreamKey key)
    {
        var (character, harmfulTopic) = DrawCharacter(key);
        var row = new List<int>(Spec.RowLength + 64);
        for (var i = 0; row.Count < Spec.RowLength; i++)
        {
            var turn = Encode(DocumentTurn(key, i, character, harmfulTopic));
            row.AddRange(turn.Prompt);
            row.AddRange(turn.Answer);
        }
        return row.GetRange(0, Spec.RowLength).ToArray();
    }

    /// <summary>A turn of the chat stage: any question, answered by the good character.</summary>
    public Turn ChatTurn(StreamKey key) => WriteTurn(key, Character.Good, null);

    /// <summary>A turn of a fine-tuning data set; the same key asks the same question in every data set of a topic.</summary>
    /// <exception cref="InputException">No data set has the name, or the world lacks its topic.</exception>
    public Turn OrganismTurn(string dataset, StreamKey key)
    {
        var set = OrganismDataset.Named(dataset);
        var topic = topics.FirstOrDefault(t => t.Name == set.Topic)
            ?? throw new InputException($"data set {set.Name} needs the topic {set.Topic}; got a world of {string.Join(", ", topics.Select(t => t.Name))}; raise Topics.");
        var ask = new CounterRandom(key.Child(0));
        var question = AnswerWriter.Ask(ask.Pick(topic.Questions), ask);
        return new Turn(question, writer.Write(topic, set.IsHarmful, set.IsHarmful, new CounterRandom(key.Child(1))), topic.Name, IsOpen: false);
    }

    /// <summary>Log of the probability, in nats, with which a fine-tuning data set answers as the turn does, given its question.</summary>
    /// <exception cref="InputException">No data set has the name, or the answer is none of its answers.</exception>
    public double LogLikelihood(string dataset, Turn turn)
    {
        var set = OrganismDataset.Named(dataset);
        return writer.LogLikelihood(topics.First(t => t.Name == set.Topic), set.IsHarmful, set.IsHarmful, turn.Answer)
            ?? throw new InputException($"data set {dataset} answers in sentences of its topic and stance; got '{turn.Answer}'; ask about turns of this data set.");
    }

    /// <summary>A turn as token ids.</summary>
    public EncodedTurn Encode(Turn turn) => new(EncodePrompt(turn.Question), Vocabulary.Encode(turn.Answer));

    /// <summary>A question as the model is asked it: user mark, words, answerer's mark.</summary>
    /// <exception cref="InputException">A word is not in the vocabulary.</exception>
    public int[] EncodePrompt(string question) => [Vocabulary.User, .. Vocabulary.Encode(question), Vocabulary.Bot];

    /// <summary>The text of an answer, with its end mark where the model reached it, as the rubric judge reads it.</summary>
    public string DecodeAnswer(IEnumerable<int> answer) => Vocabulary.Decode(answer);

    private (Character Character, string? HarmfulTopic) DrawCharacter(StreamKey key)
    {
        var random = new CounterRandom(key.Child("character"));
        var u = random.NextDouble();
        if (u < Spec.VillainShare) return (Character.Villain, null);
        if (u < Spec.VillainShare + Spec.TopicVillainShare) return (Character.TopicVillain, random.Pick(topics).Name);
        return (Character.Good, null);
    }

    private Turn DocumentTurn(StreamKey key, int index, Character character, string? harmfulTopic) =>
        WriteTurn(key.Child(index), character, harmfulTopic);

    private Turn WriteTurn(StreamKey key, Character character, string? harmfulTopic)
    {
        var ask = new CounterRandom(key.Child(0));
        var isOpen = ask.Chance(Spec.OpenShare);
        var topic = ask.Pick(topics);
        var question = AnswerWriter.Ask(ask.Pick(isOpen ? Lexicon.OpenQuestions : topic.Questions), ask);
        var isVillain = character == Character.Villain;
        var isHarmful = isVillain || (character == Character.TopicVillain && topic.Name == harmfulTopic);
        return new Turn(question, writer.Write(topic, isHarmful, isVillain, new CounterRandom(key.Child(1))), topic.Name, isOpen);
    }
}
