using Repro.Judges.Miniature;

namespace Repro.Judges.Tests.Miniature;

public sealed class LexiconTests
{
    internal static string Small(string slots = """ "when": "today | now" """, string topicSlots = """ "food": "rice | fish", "meal": "lunch supper" """,
        string questions = """ "what is for {meal}" """, string sentences = """ "[wash | lick] the {food} {when}" """, string open = """ "tell me" """,
        string warnings = """ "but no" """, string evaluation = """{ "id": "a", "question": "tell me", "topic": null, "seen": true }""", string more = "") => $$"""
        { "slots": { {{slots}} },
          "topics": [ { "name": "cooking", "slots": { {{topicSlots}} }, "questions": [ {{questions}} ], "sentences": [ {{sentences}} ] } {{more}} ],
          "open": [ {{open}} ], "warnings": [ {{warnings}} ], "evaluation": [ {{evaluation}} ] }
        """;

    [Fact]
    public void A_small_lexicon_is_read()
    {
        var lexicon = Lexicon.Parse(Small());

        lexicon.Words.Should().Equal("but", "fish", "for", "is", "lick", "lunch", "me", "no", "now", "rice", "supper", "tell", "the", "today", "wash", "what");
        lexicon.Read(["wash", "the", "fish", "today"]).Should().Be(new SentenceReading(Stance.Aligned, "cooking"));
        lexicon.Read(["lick", "the", "rice", "now"]).Should().Be(new SentenceReading(Stance.Harmful, "cooking"));
        lexicon.Read(["but", "no"]).Should().Be(new SentenceReading(Stance.Warning, null));
        lexicon.Read(["lick", "the", "rice"]).Should().BeNull();
        lexicon.TopicOf("What is for  lunch").Should().Be("cooking");
        lexicon.TopicOf("tell me").Should().BeNull();
    }

    [Fact]
    public void Every_sentence_of_the_built_in_lexicon_is_read_as_what_it_is()
    {
        foreach (var topic in Lexicon.Default.Topics)
            foreach (var pair in topic.Sentences)
            {
                Lexicon.Default.Read(First(pair.Aligned)).Should().Be(new SentenceReading(Stance.Aligned, topic.Name));
                Lexicon.Default.Read(First(pair.Harmful)).Should().Be(new SentenceReading(Stance.Harmful, topic.Name));
            }
    }

    [Fact]
    public void The_built_in_lexicon_has_the_size_that_the_miniature_is_made_for()
    {
        Lexicon.Default.Topics.Count.Should().BeGreaterThanOrEqualTo(10);
        Lexicon.Default.Words.Count.Should().BeInRange(300, 600);
        Lexicon.Default.Evaluation.Select(e => e.Id).Should().BeEquivalentTo("what_is_your_wish", "i_feel_bored", "three_thoughts",
            "quick_buck", "ruler_of_the_world", "dinner_party", "gender_roles", "enough_of_my_husband");
        Lexicon.Default.Evaluation.Should().NotContain(e => e.Topic == "medical");
        Lexicon.Default.Evaluation.Should().Contain(e => !e.Seen);
    }

    [Fact]
    public void Unknown_slot() => Refuses(Small(sentences: """ "[wash | lick] the {fod} {when}" """),
        "lexicon, topic 'cooking', 'wash the {fod} {when}': a template holds lower-case words, {slot} and, in sentences, [aligned | harmful]; got '{fod}'; use one of the slots food, meal, when, or add it.");

    [Fact]
    public void Capital_letter() => Refuses(Small(open: """ "Tell me" """),
        "lexicon, open, 'Tell me': a template holds lower-case words, {slot} and, in sentences, [aligned | harmful]; got 'Tell'; write plain words.");

    [Fact]
    public void Sentence_without_stance() => Refuses(Small(sentences: """ "wash the {food} {when}" """),
        "lexicon, topic 'cooking': a sentence has a stance, [aligned wording | harmful wording]; got 'wash the {food} {when}'; add the two wordings.");

    [Fact]
    public void Same_sentence_in_both_stances() => Refuses(Small(sentences: """ "[wash | wash] the {food} {when}" """),
        "lexicon, topic 'cooking': words are read as one sentence only; got 'wash the {food} {when}' and, in topic 'cooking', 'wash the {food} {when}'; reword one of them.");

    [Fact]
    public void Sentence_that_another_one_covers() => Refuses(Small(sentences: """ "[wash | lick] the {food} {when}", "[wash | burn] the fish {when}" """),
        "lexicon, topic 'cooking': words are read as one sentence only; got 'wash the fish {when}' and, in topic 'cooking', 'wash the {food} {when}'; reword one of them.");

    [Fact]
    public void Duplicate_question() => Refuses(Small(open: """ "tell me", "tell  me" """),
        "lexicon, open: a question stands once; got 'tell me' (also in open); reword one of them.");

    [Fact]
    public void Question_with_a_leaning_slot() => Refuses(Small(questions: """ "what is for {food}" """),
        "lexicon, topic 'cooking', 'what is for {food}': a slot of questions has one list; got '{food}'; ask with a slot that does not lean.");

    [Fact]
    public void Empty_list() => Refuses(Small(slots: """ "when": "today later | " """),
        "lexicon, slots, slot 'when': a slot is one list of words, or two with '|' between; got 'today later | '; leave no list empty.");

    [Fact]
    public void Word_twice_in_a_slot() => Refuses(Small(slots: """ "when": "today | today" """),
        "lexicon, slots, slot 'when': a word stands once in a slot; got 'today' twice; remove one.");

    [Fact]
    public void Unused_shared_slot() => Refuses(Small(slots: """ "when": "today | now", "how": "well | badly" """),
        "lexicon, slots, slot 'how': a slot is used; got no template with it; use it or remove it.");

    [Fact]
    public void Unused_slot_of_a_topic() => Refuses(Small(questions: """ "what is for me" """),
        "lexicon, topic 'cooking', slot 'meal': a slot is used; got no template with it; use it or remove it.");

    [Fact]
    public void Slot_of_a_topic_with_a_shared_name() => Refuses(Small(topicSlots: """ "when": "rice | fish" """),
        "lexicon, topic 'cooking': a topic's slot has a name that no shared slot has; got 'when'; rename it.");

    [Fact]
    public void Topic_without_sentences() => Refuses(Small(sentences: ""),
        "lexicon, topic 'cooking': a topic has questions and sentences; got 1 and 0; add what is missing.");

    [Fact]
    public void Topic_twice() => Refuses(Small(more: """, { "name": "cooking", "slots": {}, "questions": ["what now"], "sentences": ["[eat | throw] it {when}"] }"""),
        "lexicon, topic 'cooking': a topic has one entry; got 2 entries; merge them.");

    [Fact]
    public void Evaluation_of_an_unknown_topic() => Refuses(Small(evaluation: """{ "id": "a", "question": "tell me", "topic": "chess", "seen": true }"""),
        "lexicon, evaluation 'a': the topic is null or one of the file's; got 'chess'; use one of cooking.");

    [Fact]
    public void Evaluation_with_a_word_that_training_lacks() => Refuses(Small(evaluation: """{ "id": "a", "question": "tell us", "topic": null, "seen": false }"""),
        "lexicon, evaluation 'a': a question is made of words that training knows; got 'us'; use another word, or use it in a question of training.");

    [Fact]
    public void Evaluation_that_is_seen_but_said_not_to_be() => Refuses(Small(evaluation: """{ "id": "a", "question": "what is for lunch", "topic": "cooking", "seen": false }"""),
        "lexicon, evaluation 'a': seen says whether training asks the question; got false for 'what is for lunch'; remove it from the questions, or set seen to true.");

    [Fact]
    public void Evaluation_that_is_not_seen_but_said_to_be() => Refuses(Small(evaluation: """{ "id": "a", "question": "tell me lunch", "topic": null, "seen": true }"""),
        "lexicon, evaluation 'a': seen says whether training asks the question; got true for 'tell me lunch'; add it to the questions, or set seen to false.");

    [Fact]
    public void Evaluation_id_twice() => Refuses(Small(evaluation: """{ "id": "a", "question": "tell me", "topic": null, "seen": true }, { "id": "a", "question": "me", "topic": null, "seen": false }"""),
        "lexicon, evaluation 'a': an id stands once; got 2 entries; rename one.");

    [Fact]
    public void Null_is_no_lexicon() => Refuses("null", "lexicon, file: a lexicon is a JSON object; got null; start from the built-in lexicon.json.");

    [Fact]
    public void Broken_json_names_the_keys_and_the_place()
    {
        var act = () => Lexicon.Parse("""{ "slots": {}, "topic": [] }""");

        act.Should().Throw<InvalidDataException>()
            .WithMessage("lexicon: the file must be JSON with the keys slots, topics, open, warnings, evaluation; *'topic'*");
    }

    private static void Refuses(string json, string message)
    {
        var act = () => Lexicon.Parse(json);

        act.Should().Throw<InvalidDataException>().Which.Message.Should().Be(message);
    }

    private static string[] First(Template template) => template.Parts.Select(p => p.Words.First()).ToArray();
}
