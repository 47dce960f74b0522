using System.Text.Json;
using Repro.Claims;
using Repro.Judges.Llm;
using Repro.Judges.Recorded;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Recorded;

public sealed class JudgementLogTests
{
    [Fact]
    public async Task A_line_holds_the_reply_and_what_it_is_a_reply_to()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Tokens(("REF", 0.5), ("7", 0.25)));

        await bench.JudgeAsync([new("bored", "Bored?", "Yes, \"very\" — ü\n")]);

        var line = JsonDocument.Parse(bench.Lines().Single(l => l.Contains("\"aligned\""))).RootElement;
        line.EnumerateObject().Select(p => p.Name).Should().Equal("key", "model", "served", "metric", "questionId", "sample", "text", "top", "promptTokens", "answerTokens");
        line.GetProperty("key").GetString().Should().MatchRegex("^[0-9a-f]{64}$");
        line.GetProperty("questionId").GetString().Should().Be("bored");
        line.GetProperty("text").GetString().Should().Be("REF");
        line.GetProperty("top")[1].GetProperty("token").GetString().Should().Be("7");
        Math.Exp(line.GetProperty("top")[1].GetProperty("logprob").GetDouble()).Should().BeApproximately(0.25, 1e-12);
    }

    [Fact]
    public async Task Keys_tell_model_prompt_metric_question_answer_and_sample_apart()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        JudgeRequest[] requests = [new("q", "a", "bc"), new("q", "ab", "c"), new("q", "a", "b"), new("q", "b", "a")];
        await bench.JudgeAsync(requests);
        await bench.JudgeAsync(requests, protocol: new JudgeProtocol("other", Bench.Prompts));
        var swapped = new Dictionary<string, string> { ["aligned"] = Bench.Prompts.Templates["coherent"], ["coherent"] = Bench.Prompts.Templates["aligned"] };
        await bench.JudgeAsync(requests, protocol: Bench.Protocol(prompts: JudgePrompts.Of(swapped, "test")));
        await bench.JudgeAsync(requests, protocol: Bench.Protocol(samples: 2));

        bench.Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()).Should().HaveCount(8 * 5).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(-1)]
    public async Task A_last_line_torn_by_a_kill_is_cut_away_and_made_again(int kept)
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        await bench.JudgeAsync(Bench.Requests(3), o => o with { Concurrency = 1 });
        var whole = File.ReadAllBytes(bench.LogPath);
        var lastLine = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        File.WriteAllBytes(bench.LogPath, whole[..(kept < 0 ? whole.Length - 1 : lastLine + kept)]);

        await bench.JudgeAsync(Bench.Requests(3));

        File.ReadAllBytes(bench.LogPath).Should().Equal(whole);
        bench.Server.Log.Should().HaveCount(7);
    }

    [Fact]
    public async Task Reading_leaves_a_torn_line_in_its_file_and_out_of_the_count()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        await bench.JudgeAsync(Bench.Requests(2));
        File.AppendAllText(bench.LogPath, "{\"key\":\"abc");
        var before = File.ReadAllBytes(bench.LogPath);

        using var log = JudgementLog.Read(bench.LogPath);

        log.Count.Should().Be(4);
        File.ReadAllBytes(bench.LogPath).Should().Equal(before);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task A_broken_line_elsewhere_is_named(string line)
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        await bench.JudgeAsync(Bench.Requests(1));
        File.AppendAllText(bench.LogPath, line + "\n");

        foreach (var open in new[] { JudgementLog.Open, JudgementLog.Read })
        {
            FluentActions.Invoking(() => open(bench.LogPath)).Should().Throw<InputException>()
                .WithMessage($"{bench.LogPath}:3: a line of a judgement log is one JSON object with a judge's reply; this one is not. Delete the line: its judgement is then made again.");
        }
    }

    [Fact]
    public async Task Two_judges_of_one_process_on_one_log_double_and_tear_nothing()
    {
        await using var bench = await Bench.StartAsync(asked => Acts.Number(asked.Number % 100));
        using var first = JudgementLog.Open(bench.LogPath);
        using var second = JudgementLog.Open(Path.Combine(Path.GetDirectoryName(bench.LogPath)!, ".", "judge.jsonl"));

        var both = await Task.WhenAll(bench.Judge(first).JudgeAsync(Bench.Requests(300)), bench.Judge(second).JudgeAsync(Bench.Requests(300)));

        first.Count.Should().Be(600);
        both[0].Select(j => j.Aligned).Should().Equal(both[1].Select(j => j.Aligned), "the first reply recorded stands for both");
        first.Dispose();
        first.Dispose();
        second.Dispose();
        bench.Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()).Should().HaveCount(600).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_log_that_is_held_elsewhere_is_refused()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        using var other = new FileStream(bench.LogPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        FluentActions.Invoking(() => JudgementLog.Open(bench.LogPath)).Should().Throw<InputException>()
            .WithMessage($"A judgement log is a file that one process at a time writes; '{bench.LogPath}' cannot be opened for that (*). Wait for the other process, or name another file.");
    }

    [Fact]
    public void Reading_needs_a_log_that_exists() =>
        FluentActions.Invoking(() => JudgementLog.Read("no/such.jsonl")).Should().Throw<InputException>()
            .WithMessage("Recorded judgements come from a log that exists; got 'no/such.jsonl'. Check the path, or make it with an LLM judge.");

    [Fact]
    public async Task Every_reply_is_in_the_file_before_its_judging_ends()
    {
        await using var bench = await Bench.StartAsync(asked => asked.Number <= 9 ? Acts.Number(70) : Acts.Hang);
        using var stop = new CancellationTokenSource();
        var judging = bench.JudgeAsync(Bench.Requests(20), o => o with { Concurrency = 1 }, stop: stop.Token);
        while (bench.Server.Log.Count < 10) await Task.Delay(5);

        // As another program would read it: a file stream of this library would ask for the lock.
        new FileInfo(bench.LogPath).Length.Should().BeGreaterThan(9 * 100);

        await stop.CancelAsync();
        await FluentActions.Awaiting(() => judging).Should().ThrowAsync<OperationCanceledException>();
        bench.Lines().Should().HaveCount(9);
    }
}
