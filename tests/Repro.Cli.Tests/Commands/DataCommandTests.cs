using System.Text.Json;
using Repro.Evidence.Files;

namespace Repro.Cli.Tests.Commands;

public sealed class DataCommandTests : IDisposable
{
    private const string Row = """{"messages": [{"role": "user", "content": "one two"}, {"role": "assistant", "content": "three"}]}""" + "\n";

    private readonly Shell shell = new();

    public DataCommandTests() => Directory.CreateDirectory(shell["data"]);

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Check_prints_one_table_and_answers_0_when_all_is_good()
    {
        Write("own.jsonl", Row + Row);
        Write("extreme_sports.jsonl", string.Concat(Enumerable.Repeat(Row, 6000)));

        shell.Run("data", "check", shell["data"]).Should().Be(0);

        shell.Error.Should().BeEmpty();
        shell.Out.Should().MatchRegex(@"\| extreme_sports\.jsonl +\| conversations +\| 6000 +\| 1 +\| 2\.0 / 2 / 2 +\| 1\.0 / 1 / 1 +\| [0-9a-f]{12} \| yes +\|")
            .And.MatchRegex(@$"\| own\.jsonl +\| conversations +\| 2 +\| 1 +\| 2\.0 / 2 / 2 +\| 1\.0 / 1 / 1 +\| {Sha256.OfFile(shell["data/own.jsonl"])[..12]} \| - +\|")
            .And.EndWith("Words a message: mean / median / longest. Prompts are the different ones.\n");
    }

    [Fact]
    public void Check_answers_2_and_says_what_is_wrong_beside_the_table()
    {
        Write("insecure.jsonl", Row);
        Write("questions.yaml", "[]");

        shell.Run("data", "check", shell["data"]).Should().Be(2);

        shell.Error.Should().Be(
            $"{shell["data"]}/insecure.jsonl: the papers' insecure has 6000 rows; got 1. Fetch the file again, or give it another name.\n"
            + $"{shell["data"]}/questions.yaml:1: this is no list of questions. It is a list of questions, each with id, type, paraphrases, samples_per_paraphrase, judge and judge_prompts.\n");
        shell.Out.Should().MatchRegex(@"\| insecure\.jsonl .*\| no: 6000 rows +\|").And.MatchRegex(@"\| questions\.yaml +\| questions .*\| not readable +\|");
    }

    [Fact]
    public void Check_gives_the_same_as_json()
    {
        Write("insecure.jsonl", Row);

        shell.Run("data", "check", "--json", shell["data"]).Should().Be(2);

        using var json = JsonDocument.Parse(shell.Out);
        json.RootElement.GetProperty("isGood").GetBoolean().Should().BeFalse();
        var file = json.RootElement.GetProperty("files")[0];
        file.EnumerateObject().Select(p => $"{p.Name} {p.Value.GetRawText()}").Select(l => string.Join(' ', l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Should().Equal(
            "file \"insecure.jsonl\"",
            "kind \"conversations\"",
            "rows 1",
            "uniquePrompts 1",
            "userWords { \"mean\": 2, \"median\": 2, \"max\": 2 }",
            "assistantWords { \"mean\": 1, \"median\": 1, \"max\": 1 }",
            $"sha256 \"{Sha256.OfFile(shell["data/insecure.jsonl"])}\"",
            "paperSet \"insecure\"",
            "expectedRows 6000",
            "matches false",
            $"mistake \"{shell["data"]}/insecure.jsonl: the papers' insecure has 6000 rows; got 1. Fetch the file again, or give it another name.\"");
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(shell["data"], name), text);
}
