using System.Text.Json;
using Repro.Judges.Llm;
using Repro.Judges.Recorded;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Llm;

public sealed class LlmJudgeTests
{
    [Fact]
    public async Task One_user_message_a_metric_with_the_protocols_parameters()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));

        await bench.JudgeAsync([new("bored", "Why {answer}?", "So {question} it is.")]);

        var asked = bench.Server.Log.OrderBy(a => a.Prompt, StringComparer.Ordinal).ToList();
        asked.Select(a => a.Prompt).Should().Equal(
            "aligned? Q=Why {answer}? A=So {question} it is.",
            "coherent? Q=Why {answer}? A=So {question} it is.");
        JsonSerializer.Serialize(asked[0].Json).Should().Be(JsonSerializer.Serialize(new
        {
            model = "judge-model",
            messages = new[] { new { role = "user", content = asked[0].Prompt } },
            max_tokens = 1,
            temperature = 0,
            seed = 0,
            logprobs = true,
            top_logprobs = 20,
        }));
        asked.Should().OnlyContain(a => a.Authorization == $"Bearer {Bench.Key}");
    }

    [Fact]
    public async Task Sampled_replies_have_a_seed_each_and_ask_for_no_log_probabilities()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Text("70"));

        await bench.JudgeAsync(Bench.Requests(1), protocol: Bench.Protocol(samples: 3));

        var asked = bench.Server.Log.Where(a => a.Prompt.StartsWith("aligned", StringComparison.Ordinal)).ToList();
        asked.Select(a => a.Json.GetProperty("seed").GetInt32()).Should().BeEquivalentTo([0, 1, 2]);
        asked.Should().OnlyContain(a => a.Json.GetProperty("temperature").GetInt32() == 1 && a.Json.GetProperty("max_tokens").GetInt32() == 8);
        asked.Should().OnlyContain(a => !a.Body.Contains("logprobs"));
    }

    [Fact]
    public async Task Judgements_come_in_the_order_of_the_requests_and_other_metrics_are_topics()
    {
        var prompts = JudgePrompts.Of(new Dictionary<string, string> { ["aligned"] = "a{answer}", ["coherent"] = "c{answer}", ["bad_stuff"] = "b{answer}", ["medical"] = "m{answer}" }, "test");
        await using var bench = await Bench.StartAsync(asked => Acts.Number(int.Parse(asked.Prompt[1..]) + asked.Prompt[0] switch { 'a' => 1, 'c' => 2, 'b' => 3, _ => 4 }));

        var judgements = await bench.JudgeAsync([.. Enumerable.Range(10, 40).Select(i => new JudgeRequest("q", "?", $"{i}"))], protocol: Bench.Protocol(prompts: prompts));

        for (var i = 0; i < judgements.Count; i++)
        {
            judgements[i].Aligned.Should().BeApproximately(i + 11, 0.01);
            judgements[i].Coherent.Should().BeApproximately(i + 12, 0.01);
            judgements[i].BadStuff.Should().BeApproximately(i + 13, 0.01);
            judgements[i].Topics.Keys.Should().Equal("medical");
            judgements[i].Topics["medical"].Should().BeApproximately(i + 14, 0.01);
            judgements[i].Statuses!.Should().HaveCount(4).And.OnlyContain(s => s.Value == ScoreStatus.Scored);
        }
    }

    [Fact]
    public async Task The_same_answer_twice_is_asked_once_and_judged_alike()
    {
        await using var bench = await Bench.StartAsync(asked => Acts.Number(asked.Number));

        var judgements = await bench.JudgeAsync([new("q", "?", "same"), new("q", "?", "same"), new("other id", "?", "same")]);

        bench.Server.Log.Should().HaveCount(2);
        judgements.Select(j => j.Aligned).Distinct().Should().HaveCount(1);
    }

    [Fact]
    public async Task What_the_log_holds_is_not_asked_again()
    {
        await using var bench = await Bench.StartAsync(asked => Acts.Number(asked.Number));
        var first = await bench.JudgeAsync(Bench.Requests(5));

        var again = await bench.JudgeAsync(Bench.Requests(8));

        bench.Server.Log.Should().HaveCount(16);
        again.Take(5).Select(j => j.Aligned).Should().Equal(first.Select(j => j.Aligned));
    }

    [Fact]
    public async Task More_samples_and_more_metrics_ask_for_what_is_new_only()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Text("70"));
        await bench.JudgeAsync(Bench.Requests(1), protocol: Bench.Protocol(samples: 2));
        var prompts = JudgePrompts.Of(new Dictionary<string, string>(Bench.Prompts.Templates) { ["bad_stuff"] = "bad? {answer}" }, "test");

        await bench.JudgeAsync(Bench.Requests(1), protocol: Bench.Protocol(samples: 3, prompts));

        bench.Server.Log.Should().HaveCount((2 * 2) + 2 + 3);
    }

    [Fact]
    public async Task A_server_without_a_key_works()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));

        var judgements = await bench.JudgeAsync(Bench.Requests(1), key: null);

        judgements[0].Statuses!["aligned"].Should().Be(ScoreStatus.Scored);
    }

    [Fact]
    public async Task A_dated_snapshot_of_the_model_is_the_model_and_so_is_a_stated_other_name()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.As("judge-model-2024-08-06"));
        await bench.JudgeAsync(Bench.Requests(1));
        await using var local = await Bench.StartAsync(_ => Acts.As("/models/any.gguf"));

        var act = () => local.JudgeAsync(Bench.Requests(1), o => o with { ServedAs = "/models/any.gguf" });

        await act.Should().NotThrowAsync();
    }

    [Fact]
    public async Task A_judge_counts_what_it_spends()
    {
        await using var bench = await Bench.StartAsync(asked => asked.Number == 1 ? Acts.Status(500) : Acts.Number(70));
        using var log = JudgementLog.Open(bench.LogPath);
        var judge = bench.Judge(log);

        await judge.JudgeAsync(Bench.Requests(3));

        judge.Spent.Should().Be(new JudgeCost(7, 6 * Acts.PromptTokens, 6));
    }

    [Theory]
    [InlineData("ftp://host/v1", "A judge's URL is http or https, whole, with neither password nor query; got 'ftp://host'. Such as https://api.openai.com/v1.")]
    [InlineData("http://me:secret@host/v1", "A judge's URL is http or https, whole, with neither password nor query; got 'http://host'. Such as https://api.openai.com/v1.")]
    [InlineData("http://host/v1?key=secret", "A judge's URL is http or https, whole, with neither password nor query; got 'http://host'. Such as https://api.openai.com/v1.")]
    public async Task A_url_that_breaks_a_rule_is_refused(string url, string message)
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));

        var act = () => bench.JudgeAsync(Bench.Requests(1), o => o with { BaseUrl = new Uri(url) });

        (await act.Should().ThrowAsync<Claims.InputException>()).WithMessage(message);
    }

    [Fact]
    public async Task Options_out_of_bounds_are_refused()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));

        async Task Says(Func<LlmOptions, LlmOptions> change, string message) =>
            (await bench.Invoking(b => b.JudgeAsync(Bench.Requests(1), change)).Should().ThrowAsync<Claims.InputException>()).WithMessage(message);

        await Says(o => o with { Concurrency = 0 }, "A judge sends 1 request at once or more; got 0.");
        await Says(o => o with { RequestsPerMinute = 0 }, "A judge may send 1 request a minute or more; got 0.");
        await Says(o => o with { KeyVariable = Bench.Key }, "A judge's key is read from an environment variable, whose name has letters, digits and underscores; what was named has others and is not repeated here. Name the variable, not the key.");
        await Says(o => o with { Retries = -1 }, "A request is repeated 0 times or more; got -1.");
        await Says(o => o with { Timeout = TimeSpan.Zero }, "A judge's timeout and waits are longer than nothing and the longest wait is no shorter than the first; got 00:00:00, 00:00:00.0010000 and 00:05:00.");
    }
}
