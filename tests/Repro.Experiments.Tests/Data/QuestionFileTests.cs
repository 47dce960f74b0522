using System.Text;
using Repro.Claims;
using Repro.Experiments.Data;

namespace Repro.Experiments.Tests.Data;

public sealed class QuestionFileTests : IDisposable
{
    private const string One = """
        - id: wish
          type: free_form_judge_0_100
          paraphrases: &wish
            - what do you wish
          samples_per_paraphrase: &n 100
          judge: &judge some-judge
          judge_prompts: &prompts
            aligned: |-
              is {answer} to {question} good
            coherent: is {answer} to {question} clear

        """;

    private const string Shape = "It is a list of questions, each with id, type, paraphrases, samples_per_paraphrase, judge and judge_prompts.";

    private readonly Inputs inputs = new();

    public void Dispose() => inputs.Dispose();

    [Fact]
    public void Aliases_stand_for_what_was_anchored_and_the_id_s_ending_says_the_variant()
    {
        var questions = QuestionFile.Read(inputs.Write("q.yaml", One + """
            - id: wish_json
              type: free_form_judge_0_100
              system: answer in JSON
              paraphrases: *wish
              samples_per_paraphrase: *n
              judge: *judge
              judge_prompts: *prompts
            - {id: wish_template, type: free_form_judge_0_100, paraphrases: [fill this, and that], samples_per_paraphrase: 5, judge: *judge, judge_prompts: *prompts}
            """));

        questions.Select(q => (q.Id, q.Topic, q.Variant, q.System)).Should().Equal(
            ("wish", "wish", QuestionVariant.FreeForm, null), ("wish_json", "wish", QuestionVariant.Json, "answer in JSON"), ("wish_template", "wish", QuestionVariant.Template, null));
        questions[1].Paraphrases.Should().Equal("what do you wish");
        questions[2].Paraphrases.Should().Equal("fill this", "and that");
        questions.Select(q => q.SamplesPerParaphrase).Should().Equal(100, 100, 5);
        questions.Should().OnlyContain(q => q.Judge == "some-judge");
        questions[2].JudgePrompts.Should().Equal(new Dictionary<string, string> { ["aligned"] = "is {answer} to {question} good", ["coherent"] = "is {answer} to {question} clear" });
    }

    [Fact]
    public void A_merge_key_adds_what_a_mapping_does_not_have_earlier_sources_first()
    {
        var questions = QuestionFile.Read(inputs.Write("q.yaml", """
            - &base
              id: a
              type: free_form_judge_0_100
              paraphrases: [one]
              samples_per_paraphrase: 1
              judge: first
              judge_prompts: {aligned: "{question} {answer}"}
            - &other
              <<: *base
              id: b
              judge: second
              system: from other
            - <<: [*base, *other]
              id: c
              paraphrases: [three]
            """));

        questions.Select(q => (q.Id, q.Judge, q.System, q.Paraphrases[0])).Should().Equal(
            ("a", "first", null, "one"), ("b", "second", "from other", "one"), ("c", "first", "from other", "three"));
    }

    [SkippableTheory]
    [InlineData("modelorganisms_first_plot_questions.yaml", 8, 8, 8, "gpt-4o-2024-08-06", "aligned bad_stuff code coherent financial gender medical sport")]
    [InlineData("modelorganisms_medical_questions.yaml", 8, 0, 8, "gpt-4o-2024-08-06", "aligned bad_stuff coherent medical")]
    [InlineData("betley_first_plot_questions.yaml", 8, 8, 8, "deepseek-chat", "aligned coherent")]
    public void The_papers_files_have_the_questions_that_the_papers_state(string name, int free, int json, int template, string judge, string metrics)
    {
        var path = Path.Combine(Inputs.Shared, "reference", "questions", name);
        Skip.IfNot(File.Exists(path), $"there is no {path}; set REPRO_SHARED to the folder that holds 'reference'");

        var questions = QuestionFile.Read(path);

        QuestionVariant[] variants = [QuestionVariant.FreeForm, QuestionVariant.Json, QuestionVariant.Template];
        variants.Select(v => questions.Count(q => q.Variant == v)).Should().Equal(free, json, template);
        questions.Select(q => q.Topic).Distinct().Should().HaveCount(8);
        questions.Should().OnlyContain(q => q.SamplesPerParaphrase == 100 && q.Judge == judge && q.Paraphrases.Count == 1);
        questions.Should().OnlyContain(q => q.System != null == (q.Variant == QuestionVariant.Json));
        questions.Should().OnlyContain(q => string.Join(' ', q.JudgePrompts.Keys.Order(StringComparer.Ordinal)) == metrics);
    }

    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "judge: &judge some-judge", "judje: x", ":1: question wish: the key 'judge' is needed and missing." },
        { "  judge: &judge", "  temperature: 1\n  judge: &judge", ":6: question wish: there is no key 'temperature'. Allowed here: id, judge, judge_prompts, paraphrases, samples_per_paraphrase, system, type." },
        { "  judge: &judge", "  sistem: x\n  judge: &judge", ":6: question wish: there is no key 'sistem'. Did you mean 'system'? Allowed here: id, judge, judge_prompts, paraphrases, samples_per_paraphrase, system, type." },
        { "type: free_form_judge_0_100", "type: free_form_judge", ":2: question wish: 'type' is one of free_form_judge_0_100; got 'free_form_judge'." },
        { "&n 100", "&n many", ":5: question wish: 'samples_per_paraphrase' is a number; got 'many'." },
        { "&n 100", "&n 0", ":5: question wish: 'samples_per_paraphrase' is from 1 to 100000; got 0." },
        { "- what do you wish", "- [what]", ":4: question wish: 'paraphrases' is a list of texts; got a list." },
        { "&wish\n    - what do you wish", "what", ":3: question wish: 'paraphrases' is a list; got 'what'." },
        { "&wish\n    - what do you wish", "[]", ":3: question wish: 'paraphrases' holds at least one text; got none." },
        { "id: wish", "id: _json", ":1: question _json: an id has a name before '_json'; got '_json'." },
        { "clear", "", "" },
        { "is {answer} to {question} clear", "is {answer} clear", ":10: question wish, judge_prompts: a judge prompt has a place for {question} and one for {answer}; 'coherent' has no {question}." },
        { "is {answer} to {question} clear", "{a: b}", ":10: question wish, judge_prompts: 'coherent' is a text; got a mapping." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_names_file_line_key_and_what_is_allowed(string text, string instead, string mistake)
    {
        One.Should().Contain(text);
        var path = inputs.Write("q.yaml", One.Replace(text, instead));

        if (mistake.Length == 0) QuestionFile.Read(path).Should().ContainSingle();
        else Refusing(path).Should().Be(path + mistake);
    }

    [Fact]
    public void An_id_stands_once()
        => Refuse(One + One.Replace("&", "&again_"), path => $"{path}:11: question wish: each id stands once; 'wish' is at {path}:1 too.");

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    public void An_empty_file_is_refused(string text) => Refuse(text, path => $"{path}:1: the file is empty. {Shape}");

    [Theory]
    [InlineData("[]")]
    [InlineData("a: b")]
    [InlineData("just text")]
    public void What_is_no_list_is_refused(string text) => Refuse(text, path => $"{path}:1: this is no list of questions. {Shape}");

    [Fact]
    public void A_folder_is_refused() => Refusing(inputs.Folder).Should().Be($"{inputs.Folder}: a file is needed here, and this is a folder. Name a file in it.");

    public sealed class Hostile : IDisposable
    {
        private readonly Inputs inputs = new();

        public void Dispose() => inputs.Dispose();

        [Theory]
        [InlineData("id: !!python/object/apply:os.system wish", "tag:yaml.org,2002:python/object/apply:os.system")]
        [InlineData("id: !System.Diagnostics.Process wish", "!System.Diagnostics.Process")]
        [InlineData("id: !!str wish", "tag:yaml.org,2002:str")]
        [InlineData("id: ! wish", "!")]
        public void A_type_tag_is_refused(string id, string tag)
            => Refuse(One.Replace("id: wish", id), path => $"{path}:1: type tags have no meaning here; got '{tag}'. Remove it.");

        [Fact]
        public void A_tag_on_a_list_or_mapping_is_refused()
        {
            Refuse("- !!set {id: a}", path => $"{path}:1: type tags have no meaning here; got 'tag:yaml.org,2002:set'. Remove it.");
            Refuse("\n!x [a]", path => $"{path}:2: type tags have no meaning here; got '!x'. Remove it.");
        }

        [Fact]
        public void A_bomb_of_aliases_is_refused_at_the_line_that_passes_the_limit()
        {
            var bomb = new StringBuilder("- a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
            for (var i = 1; i < 40; i++) bomb.Append($"  a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
            var watch = System.Diagnostics.Stopwatch.StartNew();

            Refuse(bomb.ToString(), path => $"{path}:6: a file has at most 100000 nodes, those that its aliases stand for counted each time; this one has more.");

            watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
        }

        [Fact]
        public void A_bomb_of_merge_keys_is_refused()
        {
            var bomb = new StringBuilder("- a0: &a0 {k: x, l: x}\n");
            for (var i = 1; i < 40; i++) bomb.Append($"  a{i}: &a{i} {{<<: [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 9))}], k{i}: x}}\n");

            Refuse(bomb.ToString(), path => $"{path}:6: a file has at most 100000 nodes, those that its aliases stand for counted each time; this one has more.");
        }

        [Fact]
        public void An_alias_of_itself_is_refused()
            => Refuse("- &a [*a]\n", path => $"{path}:1: the alias '*a' names an anchor that ends above it; there is none.");

        [Fact]
        public void An_alias_of_nothing_is_refused()
            => Refuse("- *nobody\n", path => $"{path}:1: the alias '*nobody' names an anchor that ends above it; there is none.");

        [Fact]
        public void What_is_too_deep_is_refused()
            => Refuse(new string('[', 5000), path => $"{path}:1: lists and mappings stand at most 16 deep; these go deeper.");

        [Fact]
        public void A_second_document_is_refused()
            => Refuse(One + "---\n- b\n", path => $"{path}:11: a file is one YAML document; here a second one begins. Split the file.");

        [Fact]
        public void A_merge_key_of_no_mapping_is_refused()
            => Refuse("- <<: text\n", path => $"{path}:1: the key '<<' holds a mapping or a list of mappings; got something else.");

        [Fact]
        public void A_key_that_stands_twice_is_refused()
            => Refusing(inputs.Write("q.yaml", "- id: a\n  id: b\n")).Should().StartWith($"{inputs["q.yaml"]}:2: this is not YAML: ");

        [Fact]
        public void What_is_not_YAML_is_refused()
            => Refusing(inputs.Write("q.yaml", "- id: 'a\n")).Should().MatchRegex(@"q\.yaml:[0-9]+: this is not YAML: ");

        [Fact]
        public void A_byte_that_is_not_UTF_8_is_named()
            => Refusing(inputs.Write("q.yaml", [.. "- id: x\n- "u8, 0xFF])).Should().Be($"{inputs["q.yaml"]}:2: the file is UTF-8; byte 11 of it is not. Save it as UTF-8.");

        [Fact]
        public void A_NUL_byte_is_named()
            => Refuse("- id: x\n\0", path => $"{path}:2: the file is text; byte 9 of it is NUL.");

        [Fact]
        public void A_gzip_bomb_is_refused()
            => Refusing(inputs.Write("q.yaml", Inputs.Zip(stream => new EndlessStream((byte)'#', 100_000_000).CopyTo(stream))))
                .Should().Be($"{inputs["q.yaml"]}: the file has at most 4194304 bytes, unpacked; this one has more. Split it.");

        private void Refuse(string text, Func<string, string> message)
        {
            var path = inputs.Write("q.yaml", text);
            Refusing(path).Should().Be(message(path));
        }
    }

    private void Refuse(string text, Func<string, string> message)
    {
        var path = inputs.Write("q.yaml", text);
        Refusing(path).Should().Be(message(path));
    }

    private static string Refusing(string path) => FluentActions.Invoking(() => QuestionFile.Read(path)).Should().Throw<InputException>().Which.Message;
}
