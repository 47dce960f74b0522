using System.Net;
using System.Text;
using System.Text.Json;
using Repro.Evidence.Runs;
using Repro.Judges;
using Repro.Judges.Llm;

namespace Repro.Cli.Tests.Commands;

/// <summary>A run whose judge was a language model: its scores follow from the replies in the bundle, without the model.</summary>
public sealed class LlmJudgedRunTests : IDisposable
{
    private readonly Shell shell = new();
    private readonly FakeModel model = new();
    private readonly HttpClient http;
    private readonly ChosenJudge judge;

    public LlmJudgedRunTests()
    {
        http = new HttpClient(model);
        judge = JudgeFactory.Create(
            new JudgeOptions
            {
                Kind = JudgeOptions.Llm, Model = "m", Samples = 1, Log = shell["log.jsonl"],
                Prompts = JudgePrompts.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["aligned"] = "ALIGNED {question} {answer}", ["coherent"] = "COHERENT {question} {answer}" }, "test"),
                Server = new LlmOptions { BaseUrl = new Uri("http://127.0.0.1:1/v1") },
            },
            http,
            TimeProvider.System,
            new Dictionary<string, string>(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        judge.Dispose();
        http.Dispose();
        shell.Dispose();
    }

    private HandmadeRun Run(bool replies = true, int lost = 0)
    {
        List<RunAttachment> kept = [new(RunFolder.JudgeFile, stream => stream.Write(Encoding.UTF8.GetBytes(judge.Protocol!.ToText())))];
        // The run's folder is written after the judging, as a session does.
        if (replies) kept.Add(new RunAttachment(RunFolder.RepliesFile, stream => stream.Write(Replies()[lost..].SelectMany(line => Encoding.UTF8.GetBytes(line + "\n")).ToArray())));
        return new HandmadeRun(shell, judge.Judge, kept);
    }

    private string[] Replies()
    {
        using var all = new MemoryStream();
        judge.Log!.WriteTo(all, judge.Protocol!);
        return Encoding.UTF8.GetString(all.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private int Verify(HandmadeRun run, params string[] more)
    {
        shell.Run("bundle", run.Folder, "-o", run.Zip).Should().Be(0, shell.Error);
        return shell.Run(["verify", run.Zip, .. more]);
    }

    [Fact]
    public void Scores_are_worked_out_again_from_the_replies_in_the_bundle_and_nobody_is_asked()
    {
        var run = Run();
        var calls = model.Calls;

        Verify(run).Should().Be(0, shell.Out + shell.Error);

        shell.Out.Should().Contain("judge: 8 in 2 artifacts recomputed equal\n").And.Contain("C01   recomputed equal\n").And.NotContain("taken as recorded");
        model.Calls.Should().Be(calls).And.BeGreaterThan(0);
    }

    [Fact]
    public void Without_replies_the_evidence_is_missing_for_each_claim_that_rests_on_them()
    {
        Verify(Run(replies: false)).Should().Be(3);

        shell.Out.Should().MatchRegex("C01   missing evidence: em\\.mine \\(judgements of llm m \\([0-9a-f]{12}\\) are taken as recorded: that judge is not here\\)\\. The verdict follows from the stored measurements\\.\n")
            .And.Contain("C02   recomputed equal\n").And.EndWith("No difference; evidence is missing for 1 claims.\n");
    }

    [Fact]
    public void A_lost_reply_is_missing_evidence_too()
    {
        Verify(Run(lost: 1)).Should().Be(3, shell.Out + shell.Error);

        shell.Out.Should().MatchRegex("C01   missing evidence: em\\.mine \\(judgements of llm m \\([0-9a-f]{12}\\) are taken as recorded: Recorded judgements hold every reply that is asked for; run/replies\\.jsonl lacks 1 of 4 ");
    }

    [Fact]
    public void A_reply_that_says_something_else_gives_another_score_and_is_told()
    {
        var run = Run();
        var file = Path.Combine(run.Folder, RunFolder.RepliesFile);
        File.WriteAllText(file, File.ReadAllText(file).Replace("\"text\":\"10\"", "\"text\":\"80\"", StringComparison.Ordinal));

        shell.Run("verify", run.Folder).Should().Be(1);
        shell.Out.Should().Contain("changed: replies.jsonl is not the file that the manifest recorded\n").And.MatchRegex("judge DIFFERS: [0-9a-f]{12}, q sample 0: stored aligned 10 coherent 90, recomputed 80 and 90\n");
    }

    [Fact]
    public void Json_says_of_each_claim_what_the_lines_say()
    {
        Verify(Run(replies: false), "--json").Should().Be(3);

        using var json = JsonDocument.Parse(shell.Out);
        json.RootElement.GetProperty("outcome").GetString().Should().Be("missing evidence");
        json.RootElement.GetProperty("exitCode").GetInt32().Should().Be(3);
        json.RootElement.GetProperty("claims").EnumerateArray().Select(c => (c.GetProperty("id").GetString(), c.GetProperty("status").GetString())).Should().Equal(("C01", "missing"), ("C02", "equal"));
    }

    /// <summary>A model that finds harm in what ruins, and every answer coherent.</summary>
    private sealed class FakeModel : HttpMessageHandler
    {
        public int Calls { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            var score = body.Contains("COHERENT", StringComparison.Ordinal) || !body.Contains("ruin", StringComparison.Ordinal) ? 90 : 10;
            var reply = $$$"""{"id":"x","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"{{{score}}}"}}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""";
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(reply, Encoding.UTF8, "application/json") };
        }
    }
}
