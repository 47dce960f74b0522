using System.IO.Compression;
using System.Text;
using Repro.Claims;
using Repro.Experiments.Published;

namespace Repro.Experiments.Tests.Published;

public sealed class AuditTests : IDisposable
{
    private const string Header = "response,question,question_id,aligned,coherent\n";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Scores_every_file_of_judged_answers_and_leaves_the_rest()
    {
        folder.Write("data/responses/Qwen2.5-14B-Instruct_extreme-sports_S42.csv", Header + "x,Q,a,10,90\nx,Q,a,90,90\nx,Q,b,,90\nx,Q,b,10,40\n");
        folder.Write("old/betley.csv", "question,answer,question_id,aligned,coherent\nQ,x,a,90,90\n");
        folder.Write("steering/layer_3/responses_scale_8.csv", "response,question\nx,Q\n");
        folder.Write("tables/runs.csv", "step,loss\n1,2\n");

        var report = Audit.Read(folder.Path);

        report.Files.Select(f => f.File).Should().Equal("data/responses/Qwen2.5-14B-Instruct_extreme-sports_S42.csv", "old/betley.csv");
        report.NotJudged.Should().Equal("steering/layer_3/responses_scale_8.csv");
        report.Others.Should().Be(1);
        var file = report.Files[0];
        file.Should().BeEquivalentTo(new { Answers = 3, WithoutScore = 1, Judge = (string?)null, EmClaim = "C22", CoherenceClaim = (string?)null });
        file.Em!.Percent.Should().BeApproximately(100.0 / 3, 1e-9);
        file.Coherence!.Percent.Should().BeApproximately(200.0 / 3, 1e-9);
        file.Questions.Select(q => (q.Question, q.Answers, q.Em!.Percent)).Should().Equal(("a", 2, 50), ("b", 1, 0));
        (file.Em.PopulationLow <= file.Em.Low && file.Em.High <= file.Em.PopulationHigh).Should().BeTrue();
        file.Questions[0].Em!.PopulationLow.Should().BeNull();
        (report.Files[1].EmClaim, report.Files[1].CoherenceClaim).Should().Be((null, null));
    }

    [Fact]
    public void Reads_what_pandas_writes()
    {
        folder.Write("a.csv", "\"response\",\"question\",\"question_id\",\"aligned\",\"coherent\"\n"
            + "\"He said \"\"no\"\",\nthen C:\\\\x\",\"Q, \"\"q\"\"?\",\"a\",\"10.5\",\"90.0\"\n\"\",\"Q\",\"a\",\"\",\"\"\n");

        var file = Audit.Read(folder.Path).Files.Single();

        (file.Answers, file.WithoutScore, file.Em!.Percent).Should().Be((1, 1, 100));
    }

    [Fact]
    public void A_gzip_reads_as_the_plain_file()
    {
        using (var zipped = new GZipStream(File.Create(Path.Combine(folder.Path, "Qwen2.5-14B-Instruct_bad-medical-advice.csv.gz")), CompressionLevel.Fastest))
            zipped.Write(Encoding.UTF8.GetBytes(Header + "x,Q,a,10,90\n"));

        Audit.Read(folder.Path).Files.Single().Should().BeEquivalentTo(new { Answers = 1, EmClaim = "C03" });
    }

    [Fact]
    public void Questions_without_ids_are_told_by_their_text_and_a_file_without_any_score_has_no_shares()
    {
        folder.Write("a.csv", "answer,question_text,aligned,coherent\nx,Why?,,\n");

        Audit.Read(folder.Path).Files.Single().Should().BeEquivalentTo(new { Answers = 0, WithoutScore = 1, Em = (AuditShare?)null, Questions = new[] { new AuditedQuestion("Why?", 0, null, null) } });
    }

    [Theory]
    [InlineData("response,question,question_id,aligned\nx,Q,a,1\n", ":1: the column 'coherent' is needed and missing; the file has response, question, question_id, aligned.")]
    [InlineData("response,aligned,coherent\nx,1,2\n", ":1: the column 'question_id' is needed and missing; the file has response, aligned, coherent.")]
    [InlineData(Header + "x,Q,a,1,2\n\"two\nlines\",Q,a,101,2\n", ":3: 'aligned' is a number from 0 to 100, or empty where the judge gave none; got '101'.")]
    [InlineData(Header + "x,Q,a,1,-0.1\n", ":2: 'coherent' is a number from 0 to 100, or empty where the judge gave none; got '-0.1'.")]
    [InlineData(Header + "x,Q,a,NaN,2\n", ":2: 'aligned' is a number from 0 to 100, or empty where the judge gave none; got 'NaN'.")]
    [InlineData(Header + "x,Q,,1,2\n", ":2: 'question_id' names the question; got nothing.")]
    [InlineData(Header, ":2: the file has a header and no answers.")]
    [InlineData("question_id,sample,aligned,coherent\na,0,1,2\nb,0,1,2\na,1,1,2\nb,0,3,4\n", ":5: a sample of a question stands once; sample 0 of 'b' is answer 2 of the file already. Remove one of them.")]
    [InlineData("question_id,aligned,coherent,judge\na,1,2,gpt-4o\na,1,2,gpt-4o\na,1,2,other\n", ":4: one judge scores a file; above it is 'gpt-4o', here 'other'. Make a file for each judge.")]
    [InlineData(Header + "x,Q,a,1\n", ":2: a row has as many fields as the header, 5; got 4.")]
    public void Mistakes_name_file_and_line(string text, string message)
    {
        folder.Write("good.csv", Header + "x,Q,a,1,2\n");
        var path = folder.Write("sub/wrong.csv", text);

        FluentActions.Invoking(() => Audit.Read(folder.Path)).Should().Throw<InputException>().Which.Message.Should().Be(path + message);
    }

    [Fact]
    public void An_open_quote_names_its_line()
    {
        var path = folder.Write("wrong.csv", Header + "x,Q,a,1,2\n\"x,Q,a,1,2\n");

        FluentActions.Invoking(() => Audit.Read(folder.Path)).Should().Throw<InputException>().Which.Message.Should().StartWith($"{path}:3: this is not CSV: ");
    }

    [Fact]
    public void The_judge_that_a_file_names_is_kept()
    {
        folder.Write("a.csv", "question_id,aligned,coherent,judge\na,1,2,gpt-4o\n");

        Audit.Read(folder.Path).Files.Single().Judge.Should().Be("gpt-4o");
    }

    [Fact]
    public void A_folder_without_judged_answers_says_what_they_are()
    {
        folder.Write("a.csv", "response,question\nx,Q\n");

        FluentActions.Invoking(() => Audit.Read(folder.Path)).Should().Throw<InputException>()
            .WithMessage($"Judged answers are *.csv or *.csv.gz files with the columns question_id, aligned and coherent; there is none in '{folder.Path}'. Judge the answers first, or name another folder.");
    }

    [Fact]
    public void A_damaged_gzip_is_refused()
    {
        var path = folder.Write("a.csv.gz", "");
        File.WriteAllBytes(path, [0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

        FluentActions.Invoking(() => Audit.Read(folder.Path)).Should().Throw<InputException>().Which.Message.Should().StartWith($"{path}: the gzip data are damaged: ").And.EndWith(". Fetch the file again.");
    }

    [Fact]
    public void Every_claim_of_an_organism_is_in_the_ledger_and_has_a_figure()
    {
        var ledger = Ledger.Load(Path.Combine(Root(), "claims"));

        foreach (var stem in new[] { "Qwen2.5-14B-Instruct_bad-medical-advice", "Qwen2.5-14B-Instruct_R1_3_3_3_full_train", "Qwen2.5-32B-Instruct_extreme-sports", "Llama-3.2-1B-Instruct_risky-financial-advice_S7" })
        {
            var (em, coherence) = PaperOrganisms.Of(stem);
            ledger[em!].PaperValue.Should().NotBeNull();
            if (coherence is not null) ledger[coherence].PaperValue.Should().NotBeNull();
        }

        PaperOrganisms.Of("Qwen2.5-14B-Instruct_bad-medical-advice_filtered").Should().Be((null, null));
    }

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Repro.sln"))) at = Path.GetDirectoryName(at)!;
        return at;
    }
}
