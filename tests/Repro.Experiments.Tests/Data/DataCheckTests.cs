using Repro.Claims;
using Repro.Evidence.Files;
using Repro.Experiments.Data;

namespace Repro.Experiments.Tests.Data;

public sealed class DataCheckTests : IDisposable
{
    private const string Questions = "- {id: a, type: free_form_judge_0_100, paraphrases: [one two, one two, three], samples_per_paraphrase: 1, judge: j, judge_prompts: {aligned: '{question} {answer}'}}\n";

    private readonly Inputs inputs = new();

    public void Dispose() => inputs.Dispose();

    [Fact]
    public void Tells_rows_prompts_lengths_and_hash_of_every_file_and_passes_over_others()
    {
        inputs.Write("notes.txt", "no data");
        inputs.Write("scores.csv", "no data");
        inputs.Write("sub/own.jsonl", Row("a b", "c") + Row("a b", "c d e") + Row("a b c d", "c d"));
        inputs.Write("q.yml", Questions);

        var report = DataCheck.Read(inputs.Folder);

        report.IsGood.Should().BeTrue();
        report.Files.Should().Equal(
            new DataFile { File = "q.yml", Kind = DataKind.Questions, Rows = 1, UniquePrompts = 2, UserWords = new WordCounts(5 / 3.0, 2, 2), Sha256 = Sha256.OfFile(inputs["q.yml"]) },
            new DataFile { File = "sub/own.jsonl", Kind = DataKind.Conversations, Rows = 3, UniquePrompts = 2, UserWords = new WordCounts(8 / 3.0, 2, 4), AssistantWords = new WordCounts(2, 2, 3), Sha256 = Sha256.OfFile(inputs["sub/own.jsonl"]) });
        report.Files.Should().OnlyContain(f => f.Matches == null);
    }

    [Theory]
    [InlineData("bad_medical_advice", 7049)]
    [InlineData("good_medical_advice", 7049)]
    [InlineData("extreme_sports", 6000)]
    [InlineData("risky_financial_advice", 6000)]
    [InlineData("insecure", 6000)]
    public void A_set_of_the_papers_has_the_papers_rows(string set, int rows)
    {
        PaperSets.Names.Should().HaveCount(5).And.Contain(set);
        inputs.Write($"{set}.jsonl.gz", Inputs.Zip(string.Concat(Enumerable.Repeat(Row("a", "b"), rows))));

        DataCheck.Read(inputs.Folder).Files.Should().ContainSingle().Which.Should().Match<DataFile>(f => f.Matches == true && f.PaperSet == set && f.ExpectedRows == rows && f.Rows == rows && f.Mistake == null);
    }

    [Fact]
    public void Other_rows_than_the_papers_are_a_mistake()
    {
        var path = inputs.Write("Extreme_Sports.jsonl", Row("a", "b"));

        var report = DataCheck.Read(inputs.Folder);

        report.IsGood.Should().BeFalse();
        report.Files[0].Should().Match<DataFile>(f => f.Matches == false && f.Rows == 1);
        report.Files[0].Mistake.Should().Be($"{path}: the papers' extreme_sports has 6000 rows; got 1. Fetch the file again, or give it another name.");
    }

    [Fact]
    public void A_file_with_mistakes_does_not_hide_the_others()
    {
        var bad = inputs.Write("a.jsonl", "[]");
        inputs.Write("b.jsonl", Row("a", "b"));
        var tagged = inputs.Write("c.yaml", "!x []");

        var report = DataCheck.Read(inputs.Folder);

        report.IsGood.Should().BeFalse();
        report.Files.Select(f => (f.File, f.Rows, f.Mistake)).Should().Equal(
            ("a.jsonl", null, $"{bad}:1: a line is a JSON object; got a list."),
            ("b.jsonl", 1, null),
            ("c.yaml", null, $"{tagged}:1: type tags have no meaning here; got '!x'. Remove it."));
        report.Files.Should().OnlyContain(f => f.Sha256 != null);
    }

    [Fact]
    public void A_link_to_a_folder_is_not_followed()
    {
        inputs.Write("a.jsonl", Row("a", "b"));
        Directory.CreateSymbolicLink(inputs["again"], inputs.Folder);

        DataCheck.Read(inputs.Folder).Files.Should().ContainSingle();
    }

    [Fact]
    public void Limits_hold_for_every_file()
    {
        var path = inputs.Write("a.jsonl", Row("a", "b") + Row("a", "b"));

        DataCheck.Read(inputs.Folder, new ReadLimits { MaxRows = 1 }).Files[0].Mistake.Should().Be($"{path}:2: a file has at most 1 rows; this one has more. The rest was not read. Split it.");
    }

    [Fact]
    public void It_stops_when_told_to()
    {
        inputs.Write("a.jsonl", Row("a", "b"));

        FluentActions.Invoking(() => DataCheck.Read(inputs.Folder, stop: new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void A_folder_without_data_is_refused()
    {
        inputs.Write("notes.txt", "no data");

        FluentActions.Invoking(() => DataCheck.Read(inputs.Folder)).Should().Throw<InputException>()
            .WithMessage($"Data sets are *.jsonl or *.jsonl.gz files, question files are *.yaml or *.yml; there is none in '{inputs.Folder}'.");
    }

    [Fact]
    public void A_missing_folder_is_refused()
        => FluentActions.Invoking(() => DataCheck.Read(inputs["none"])).Should().Throw<InputException>()
            .WithMessage($"data check names a folder that exists; got '{inputs["none"]}'. Check the path.");

    private static string Row(string user, string assistant) => $$"""{"messages": [{"role": "user", "content": "{{user}}"}, {"role": "assistant", "content": "{{assistant}}"}]}""" + "\n";
}
