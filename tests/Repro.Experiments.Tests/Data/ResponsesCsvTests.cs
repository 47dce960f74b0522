using System.Text;
using System.Text.Json;
using Repro.Claims;
using Repro.Experiments.Data;

namespace Repro.Experiments.Tests.Data;

public sealed class ResponsesCsvTests : IDisposable
{
    private const string Header = "\"response\",\"question\",\"question_id\",\"aligned\",\"coherent\"\n";

    private static readonly string[] Metrics = ["aligned", "coherent", "bad_stuff"];

    private readonly Inputs inputs = new();

    private static string Pandas => Path.Combine(Inputs.Root, "golden", "reference", "pandas", "responses.csv");

    public void Dispose() => inputs.Dispose();

    [Fact]
    public void Writes_the_bytes_that_pandas_writes()
    {
        ResponsesCsv.Write(inputs["a.csv"], Reference());

        File.ReadAllText(inputs["a.csv"]).Should().Be(File.ReadAllText(Pandas));
        File.ReadAllBytes(inputs["a.csv"]).Should().Equal(File.ReadAllBytes(Pandas));
    }

    [Fact]
    public void Reads_what_pandas_writes()
    {
        var table = ResponsesCsv.Read(Pandas);

        table.Metrics.Should().Equal(Metrics);
        table.Should().BeEquivalentTo(Reference(), o => o.WithStrictOrdering());
    }

    [Theory]
    [InlineData(100, "100.0")]
    [InlineData(0, "0.0")]
    [InlineData(12, "12.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00012345, "0.00012345")]
    [InlineData(0.00009999, "9.999e-05")]
    [InlineData(1e-100, "1e-100")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(2.0 / 3, "0.6666666666666666")]
    [InlineData(100.0 / 3, "33.333333333333336")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void A_score_is_written_as_Python_writes_it(double score, string text)
    {
        ResponsesCsv.Write(inputs["a.csv"], new ResponseTable(["aligned"], [new ResponseRow("r", "q", null, new Dictionary<string, double?> { ["aligned"] = score })]));

        File.ReadAllText(inputs["a.csv"]).Should().Be($"\"response\",\"question\",\"aligned\"\n\"r\",\"q\",\"{text}\"\n");
    }

    [Fact]
    public void Other_names_of_the_columns_are_accepted_and_their_order_is_free()
    {
        var table = ResponsesCsv.Read(inputs.Write("a.csv", "coherent,question_text,aligned,answer,question_id\n90,q,1e-3,r,id\n,q,,,id\n"));

        table.Metrics.Should().Equal("coherent", "aligned");
        table.Rows.Select(r => (r.Response, r.Question, r.QuestionId, r.Scores["aligned"], r.Scores["coherent"])).Should().Equal(("r", "q", "id", 0.001, 90), ("", "q", "id", null, null));
    }

    [Fact]
    public void A_steering_file_has_no_ids_and_no_scores()
    {
        var table = ResponsesCsv.Read(inputs.Write("a.csv.gz", Inputs.Zip("response,question\nr,q\n")));

        table.Metrics.Should().BeEmpty();
        table.Rows.Should().ContainSingle().Which.Should().Match<ResponseRow>(r => r.Response == "r" && r.Question == "q" && r.QuestionId == null && r.Scores.Count == 0);
        ResponsesCsv.Write(inputs["b.csv"], table);
        File.ReadAllText(inputs["b.csv"]).Should().Be("\"response\",\"question\"\n\"r\",\"q\"\n");
    }

    [Theory]
    [InlineData(@"a\\b", @"a\b")]
    [InlineData(@"a\\\\b\\", @"a\\b\")]
    [InlineData(@"a\b", @"a\b")]
    [InlineData(@"a\\b\", @"a\\b\")]
    [InlineData(@"\\\", @"\\\")]
    public void Backslashes_are_halved_only_where_all_of_them_come_in_pairs(string field, string read)
        => ResponsesCsv.Read(inputs.Write("a.csv", $"response,question\n\"{field}\",\"q\"\n")).Rows[0].Response.Should().Be(read);

    [Fact]
    public void One_single_backslash_keeps_those_of_every_row()
        => ResponsesCsv.Read(inputs.Write("a.csv", "response,question\n\"a\\\\b\",q\nr,\"\\n\"\n")).Rows.Select(r => (r.Response, r.Question)).Should().Equal((@"a\\b", "q"), ("r", @"\n"));

    public static TheoryData<string, string> Mistakes => new()
    {
        { "", ":1: the file is empty. It needs the columns response, question." },
        { Header, ":2: the file has a header and no answers." },
        { "question,aligned\nq,1\n", ":1: the column 'response' is needed and missing; the file has question, aligned." },
        { "response,aligned\nr,1\n", ":1: the column 'question' is needed and missing; the file has response, aligned." },
        { "response,answer,question\na,b,c\n", ":1: 'answer' is another name of 'response'; the file has both. Remove one." },
        { "response,question,question\na,b,c\n", ":1: each column stands once; 'question' stands 2 times." },
        { Header + "r,q,id,1,REFUSAL\n", ":2: 'coherent' is a number from 0 to 100, or empty where the judge gave none; got 'REFUSAL'." },
        { Header + "r,q,id,100.1,1\n", ":2: 'aligned' is a number from 0 to 100, or empty where the judge gave none; got '100.1'." },
        { Header + "r,q,,1,1\n", ":2: 'question_id' names the question; got nothing." },
        { Header + "r,q,id,1\n", ":2: a row has as many fields as the header, 5; got 4." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_names_file_line_and_what_was_got(string text, string mistake)
    {
        var path = inputs.Write("a.csv", text);

        Refusing(path).Should().Be(path + mistake);
    }

    [Fact]
    public void A_quote_that_nobody_closes_is_refused()
        => Refusing(inputs.Write("a.csv", Header + "r,\"q")).Should().StartWith($"{inputs["a.csv"]}:2: this is not CSV: ");

    [Fact]
    public void A_byte_that_is_not_UTF_8_is_named()
        => Refusing(inputs.Write("a.csv", [.. Encoding.UTF8.GetBytes(Header), (byte)'r', 0xC0])).Should().Be($"{inputs["a.csv"]}:2: the file is UTF-8; byte {Header.Length + 2} of it is not. Save it as UTF-8.");

    [Fact]
    public void A_truncated_gzip_is_refused()
    {
        var zip = Inputs.Zip(Header + string.Concat(Enumerable.Range(0, 1000).Select(i => $"{i * 7919},q,id,1,2\n")));

        Refusing(inputs.Write("a.csv", zip[..(zip.Length / 2)])).Should().StartWith($"{inputs["a.csv"]}: the gzip data are damaged: ").And.EndWith(". Fetch the file again.");
    }

    [Fact]
    public void A_folder_is_refused() => Refusing(inputs.Folder).Should().Be($"{inputs.Folder}: a file is needed here, and this is a folder. Name a file in it.");

    [Fact]
    public void A_row_that_does_not_fit_the_table_is_refused_and_nothing_is_written()
    {
        ResponseRow Row(string? id, params string[] metrics) => new("r", "q", id, metrics.ToDictionary(m => m, _ => (double?)1));
        void Refuse(string message, params ResponseRow[] rows) => FluentActions.Invoking(() => ResponsesCsv.Write(inputs["a.csv"], new ResponseTable(["aligned"], rows))).Should().Throw<ArgumentException>().WithMessage(message);

        Refuse("Every row has a question id, or none has; row 2 is not like the others.", Row("a", "aligned"), Row(null, "aligned"));
        Refuse("A row has the table's metrics, aligned; row 1 has coherent.", Row("a", "coherent"));
        File.Exists(inputs["a.csv"]).Should().BeFalse();
    }

    private static ResponseTable Reference()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Inputs.Root, "fixtures", "data", "responses.json")));
        return new ResponseTable(Metrics, [.. json.RootElement.EnumerateArray().Select(Row)]);
    }

    private static ResponseRow Row(JsonElement row)
    {
        string Text(string name) => row.GetProperty(name).GetString()!;
        return new ResponseRow(Text("response"), Text("question"), Text("question_id"), Metrics.ToDictionary(m => m, m => row.GetProperty(m).ValueKind == JsonValueKind.Null ? (double?)null : row.GetProperty(m).GetDouble()));
    }

    private static string Refusing(string path) => FluentActions.Invoking(() => ResponsesCsv.Read(path)).Should().Throw<InputException>().Which.Message;
}
