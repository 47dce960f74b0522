using System.Text.Json;
using Repro.Claims;
using Repro.Judges.Llm;
using Repro.Judges.Recorded;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Llm;

public sealed class RetryLogTests
{
    [Fact]
    public async Task Every_repetition_is_a_line_with_its_reply_attempt_reason_and_wait()
    {
        var time = new ScaledTime(1000);
        await using var bench = await Bench.StartAsync(asked => asked.Attempt switch { 1 => Acts.Status(429, "2"), 2 => Acts.Status(503), _ => Acts.Number(70) }, time);

        var (counts, lines) = await JudgeAsync(bench, Bench.Requests(1));

        counts.Should().Equal(new Dictionary<string, int> { ["HTTP 429"] = 2, ["HTTP 503"] = 2 });
        lines.Should().HaveCount(4);
        var replies = bench.Lines().Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(reply => reply.GetProperty("key").GetString()!, reply => reply.GetProperty("metric").GetString());
        foreach (var call in lines.GroupBy(line => line.Key))
        {
            replies[call.Key].Should().Be(call.First().Metric);
            call.Select(line => (line.Attempt, line.Reason, line.WaitSeconds, line.QuestionId, line.Sample)).Should().Equal((1, "HTTP 429", 2, "q0", 0), (2, "HTTP 503", 0.002, "q0", 0));
            call.Should().OnlyContain(line => line.At >= new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) && line.At < new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero));
        }
    }

    public static TheoryData<string, string> Reasons => new()
    {
        { "hang", "timeout" }, { "half a body", "broken connection" }, { "no JSON", "unusable reply" }, { "no log probabilities", "unusable reply" }, { "500", "HTTP 500" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_reason_is_one_of_few_words(string fault, string reason)
    {
        await using var bench = await Bench.StartAsync(asked => asked.Attempt == 1 ? Of(fault) : Acts.Number(70));

        var (counts, _) = await JudgeAsync(bench, Bench.Requests(1), o => o with { Timeout = fault == "hang" ? TimeSpan.FromMilliseconds(300) : o.Timeout });

        counts.Should().Equal(new Dictionary<string, int> { [reason] = 2 });
    }

    [Fact]
    public async Task Neither_the_key_nor_what_the_server_said_is_in_it()
    {
        await using var bench = await Bench.StartAsync(asked => asked.Attempt == 1 ? Acts.Status(500, body: $"key {Bench.Key} said so") : Acts.Number(70));

        await JudgeAsync(bench, Bench.Requests(1));

        File.ReadAllText(bench.LogPath + ".retries.jsonl").Should().NotContain("top-secret").And.NotContain("said so").And.NotContain("http://");
    }

    [Fact]
    public async Task Without_a_failure_there_is_no_file_and_a_reply_that_was_received_is_not_asked_for_again()
    {
        await using var bench = await Bench.StartAsync(asked => asked.Attempt == 1 ? Acts.Text("no number") : Acts.Number(70));

        await JudgeAsync(bench, Bench.Requests(3), protocol: Bench.Protocol(samples: 1));
        var first = bench.Lines();
        var (counts, _) = await JudgeAsync(bench, Bench.Requests(3), protocol: Bench.Protocol(samples: 1));

        counts.Should().BeEmpty();
        File.Exists(bench.LogPath + ".retries.jsonl").Should().BeFalse();
        bench.Server.Log.Should().HaveCount(6, "a reply without a score is a reply");
        bench.Lines().Should().Equal(first);
    }

    [Fact]
    public async Task The_last_failure_of_a_request_is_not_repeated_and_not_logged()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Status(500));

        var act = () => JudgeAsync(bench, Bench.Requests(1), o => o with { Concurrency = 1, Retries = 2 });

        await act.Should().ThrowAsync<JudgingStoppedException>();
        File.ReadAllLines(bench.LogPath + ".retries.jsonl").Should().HaveCount(2);
        bench.Server.Log.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_ends_the_judging()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Status(500));
        Directory.CreateDirectory(bench.LogPath + ".retries.jsonl");

        var act = () => JudgeAsync(bench, Bench.Requests(1), o => o with { Concurrency = 1 });

        (await act.Should().ThrowAsync<InputException>()).WithMessage($"A request that is repeated is logged; '{bench.LogPath}.retries.jsonl' cannot be written (*). Free some space or make the folder writable, and run the same command again: it goes on from the log of replies.");
        bench.Server.Log.Should().HaveCount(1);
    }

    private static async Task<(IReadOnlyDictionary<string, int> Counts, JudgeRetry[] Lines)> JudgeAsync(Bench bench, IReadOnlyList<JudgeRequest> requests, Func<LlmOptions, LlmOptions>? change = null, JudgeProtocol? protocol = null)
    {
        using var log = JudgementLog.Open(bench.LogPath);
        var judge = bench.Judge(log, change, protocol);
        await judge.JudgeAsync(requests);
        return (judge.Retries.Counts, File.Exists(judge.Retries.Location) ? [.. File.ReadLines(judge.Retries.Location).Select(line => JsonSerializer.Deserialize<JudgeRetry>(line, JsonSerializerOptions.Web)!)] : []);
    }

    private static Act Of(string fault) => fault switch
    {
        "hang" => Acts.Hang,
        "half a body" => Acts.HalfABody,
        "no JSON" => Acts.WrongJson("<html>"),
        "no log probabilities" => Acts.NoLogprobs,
        _ => Acts.Status(int.Parse(fault)),
    };
}
