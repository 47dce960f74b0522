using System.Text.Json;

namespace Repro.Cli.Tests.Commands;

public sealed class AuditCommandTests : IDisposable
{
    private const string Header = "response,question,question_id,aligned,coherent\n";
    private readonly Shell shell = new();

    public AuditCommandTests()
    {
        shell.Amend("- id: C01", "- id: C03");
        Write("checkout/data/responses/Qwen2.5-14B-Instruct_bad-medical-advice.csv", Header + "x,Q,a,10,90\nx,Q,a,90,90\nx,Q,b,90,90\nx,Q,b,10,40\nx,Q,b,,1\n");
        Write("checkout/steering/responses_scale_8.csv", "response,question\nx,Q\n");
        Write("checkout/other.csv", "a,b\n1,2\n");
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Prints_each_file_beside_the_papers_figure()
    {
        shell.Run("audit", shell["checkout"]).Should().Be(0);

        shell.Out.Should().StartWith("data/responses/\n");
        shell.Out.Should().MatchRegex(@"\| Qwen2\.5-14B-Instruct_bad-medical-advice +\| 25\.0 \[[0-9.]+, [0-9.]+\] +\| \[[0-9.]+, [0-9.]+\] +\| 18\.8 \(C03\) +\| 75\.0 \[[0-9.]+, [0-9.]+\] +\| - +\| 4 +\| 1 +\|");
        shell.Out.Should().EndWith(
            "Of the answers with both scores; 90 % intervals, over these questions and, for EM, over the population of such questions. Paper: what the claim states of the organism.\n"
            + "Without scores: steering/responses_scale_8.csv.\nCSV files of something else: 1.\n");
        shell.Request.Should().BeNull("no tier runs");
    }

    [Fact]
    public void Prints_each_question_where_asked()
    {
        shell.Run("audit", shell["checkout"], "--per-question").Should().Be(0);

        shell.Out.Should().MatchRegex(@"\| a +\| 50\.0 \[[0-9.]+, [0-9.]+\] +\| 100\.0 \[[0-9.]+, 100\.0\] +\| 2 +\|").And.MatchRegex(@"\| b +\| 0\.0 \[0\.0, [0-9.]+\] ");
    }

    [Fact]
    public void Writes_json()
    {
        shell.Run("audit", shell["checkout"], "--json").Should().Be(0);

        using var json = JsonDocument.Parse(shell.Out);
        var file = json.RootElement.GetProperty("files").EnumerateArray().Single();
        file.GetProperty("file").GetString().Should().Be("data/responses/Qwen2.5-14B-Instruct_bad-medical-advice.csv");
        file.GetProperty("em").GetProperty("percent").GetDouble().Should().Be(25);
        file.GetProperty("em").GetProperty("populationLow").GetDouble().Should().BeInRange(0, 25);
        file.GetProperty("paper").GetProperty("em").GetProperty("percent").GetDouble().Should().Be(18.8);
        file.GetProperty("paper").GetProperty("coherence").ValueKind.Should().Be(JsonValueKind.Null);
        file.GetProperty("questions").EnumerateArray().Select(q => q.GetProperty("question").GetString()).Should().Equal("a", "b");
        json.RootElement.GetProperty("notJudged").GetArrayLength().Should().Be(1);
        json.RootElement.GetProperty("others").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_bad_file_is_one_message_and_nothing_is_half_written(bool json)
    {
        Write("checkout/z.csv", Header + "x,Q,a,10,nan\n");

        shell.Run(["audit", shell["checkout"], .. json ? (string[])["--json"] : []]).Should().Be(2);

        shell.Out.Should().BeEmpty();
        shell.Error.Should().Be($"{shell["checkout"]}/z.csv:2: 'coherent' is a number from 0 to 100, or empty where the judge gave none; got 'nan'.\n");
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(shell[name])!);
        File.WriteAllText(shell[name], text);
    }
}
