using Repro.Claims;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Llm;

public sealed class FaultTests
{
    public static TheoryData<string> PassingFaults => ["429", "429 now", "500", "503", "408", "hang", "half a body", "no JSON", "other JSON", "no choices", "choices of numbers", "no log probabilities", "probability above 1"];

    [Theory]
    [MemberData(nameof(PassingFaults))]
    public async Task A_fault_that_passes_is_tried_again(string fault)
    {
        await using var bench = await Bench.StartAsync(asked => asked.Attempt < 3 ? Of(fault) : Acts.Number(70));

        var judgements = await bench.JudgeAsync(Bench.Requests(2), o => o with { Timeout = fault == "hang" ? TimeSpan.FromMilliseconds(300) : o.Timeout });

        judgements.Should().OnlyContain(j => j.Statuses!["aligned"] == ScoreStatus.Scored);
        bench.Server.Log.GroupBy(a => a.Hash).Should().HaveCount(4).And.OnlyContain(group => group.Count() == 3);
        bench.Lines().Should().HaveCount(4);
    }

    [Fact]
    public async Task A_slow_answer_is_waited_for()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Drip(64));

        var judgements = await bench.JudgeAsync(Bench.Requests(1));

        judgements[0].Aligned.Should().Be(64);
        bench.Server.Log.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_answer_slower_than_the_timeout_is_asked_for_again()
    {
        await using var bench = await Bench.StartAsync(asked => asked.Attempt == 1 ? async (context, _) =>
        {
            for (var i = 0; i < 100 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(" "u8.ToArray());
                await context.Response.Body.FlushAsync();
                await Task.Delay(50);
            }

            return false;
        }
        : Acts.Number(70));

        await bench.JudgeAsync(Bench.Requests(1), o => o with { Timeout = TimeSpan.FromMilliseconds(500) });

        bench.Server.Log.Should().HaveCount(4);
    }

    [Theory]
    [InlineData(401, "{0} answers 401 to the key in OPENAI_API_KEY. Check the key and what it may do")]
    [InlineData(403, "{0} answers 403 to the key in OPENAI_API_KEY. Check the key and what it may do")]
    [InlineData(400, "{0} answers 400 for model 'judge-model': too long, (the key) said. Check URL, model and prompts")]
    [InlineData(404, "{0} answers 404 for model 'judge-model': too long, (the key) said. Check URL, model and prompts")]
    public async Task A_fault_that_does_not_pass_is_one_clear_error_at_once(int status, string why)
    {
        await using var bench = await Bench.StartAsync(asked => asked.Number <= 3 ? Acts.Number(70) : Acts.Status(status, body: $"too long,\n {Bench.Key} said"));

        var act = () => bench.JudgeAsync(Bench.Requests(10), o => o with { Concurrency = 1 });

        (await act.Should().ThrowAsync<InputException>()).WithMessage(
            $"The judge cannot go on: {string.Format(why, bench.Server.BaseUrl)}. 3 of 20 replies of {Bench.Protocol().Identity} are recorded in {bench.LogPath}, 17 are not; the same command then goes on from there.");
        bench.Server.Log.Should().HaveCount(4);
        bench.Lines().Should().HaveCount(3);
    }

    [Fact]
    public async Task A_key_that_is_needed_and_not_set_is_named()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Status(401));

        var act = () => bench.JudgeAsync(Bench.Requests(1), o => o with { Concurrency = 1, KeyVariable = "MY_KEY" }, key: " ");

        (await act.Should().ThrowAsync<InputException>()).WithMessage(
            $"The judge cannot go on: {bench.Server.BaseUrl} answers 401, and no key was sent: MY_KEY is not set. Set it. 0 of 2 replies of {Bench.Protocol().Identity} are recorded in {bench.LogPath}, 2 are not; the same command then goes on from there.");
    }

    [Theory]
    [InlineData("judge-model-mini")]
    [InlineData("another")]
    public async Task Another_model_than_asked_for_is_refused_and_not_recorded(string model)
    {
        await using var bench = await Bench.StartAsync(_ => Acts.As(model));

        var act = () => bench.JudgeAsync(Bench.Requests(1), o => o with { Concurrency = 1 });

        (await act.Should().ThrowAsync<InputException>()).WithMessage(
            $"The judge cannot go on: the model asked for is 'judge-model', and the server replied as '{model}'. Name that model, or state that the server calls it so. 0 of 2 replies of {Bench.Protocol().Identity} are recorded in {bench.LogPath}, 2 are not; the same command then goes on from there.");
        bench.Lines().Should().BeEmpty();
    }

    [Fact]
    public async Task Another_snapshot_than_the_logs_is_refused()
    {
        var model = "judge-model-2024-08-06";
        await using var bench = await Bench.StartAsync(_ => Acts.As(model));
        await bench.JudgeAsync(Bench.Requests(1));
        model = "judge-model-2024-11-20";

        var act = () => bench.JudgeAsync(Bench.Requests(2), o => o with { Concurrency = 1 });

        (await act.Should().ThrowAsync<InputException>()).WithMessage(
            $"The judge cannot go on: one judge is one model; 'judge-model' replied as 'judge-model-2024-08-06' and then as 'judge-model-2024-11-20'. Name the model with its date, and begin another log. 2 of 4 replies of {Bench.Protocol().Identity} are recorded in {bench.LogPath}, 2 are not; the same command then goes on from there.");
    }

    [Fact]
    public async Task When_a_server_stays_down_judging_stops_and_goes_on_later()
    {
        var up = 6;
        await using var bench = await Bench.StartAsync(asked => asked.Number <= up ? Acts.Number(70) : Acts.Status(500, body: "down"));

        var act = () => bench.JudgeAsync(Bench.Requests(10), o => o with { Concurrency = 1, Retries = 2 });

        var stopped = (await act.Should().ThrowAsync<JudgingStoppedException>()).WithMessage(
            $"Judging stopped: {bench.Server.BaseUrl} failed 3 times in a row for one request, last with status 500: down. 6 of 20 replies of {Bench.Protocol().Identity} are recorded in {bench.LogPath}, 14 are not; the same command goes on from there.").Which;
        (stopped.Judged, stopped.Missing).Should().Be((6, 14));
        bench.Server.Log.Should().HaveCount(9);

        up = int.MaxValue;
        await bench.JudgeAsync(Bench.Requests(10));

        bench.Server.Log.Should().HaveCount(9 + 14);
        bench.Lines().Should().HaveCount(20);
    }

    [Fact]
    public async Task One_answer_that_always_fails_does_not_keep_the_others_from_being_judged()
    {
        await using var bench = await Bench.StartAsync(asked => asked.Prompt.EndsWith("answer 3", StringComparison.Ordinal) ? Acts.Status(500) : Acts.Number(70));

        var act = () => bench.JudgeAsync(Bench.Requests(10));

        (await act.Should().ThrowAsync<JudgingStoppedException>()).Which.Missing.Should().Be(2);
        bench.Lines().Should().HaveCount(18);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_broken_connection()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        var gone = await ChatServer.StartAsync(_ => Acts.Number(70));
        var url = gone.BaseUrl;
        await gone.DisposeAsync();

        var act = () => bench.JudgeAsync(Bench.Requests(1), o => o with { BaseUrl = url, Concurrency = 1, Retries = 1 });

        (await act.Should().ThrowAsync<JudgingStoppedException>()).WithMessage($"Judging stopped: {url} failed 2 times in a row for one request, last with a broken connection (*). 0 of 2 *");
    }

    [Fact]
    public async Task Cancelled_half_way_keeps_what_is_done_and_the_next_run_makes_the_rest()
    {
        using var stop = new CancellationTokenSource();
        await using var bench = await Bench.StartAsync(asked =>
        {
            if (asked.Number == 60) stop.Cancel();
            return Acts.Number(70);
        });

        var act = () => bench.JudgeAsync(Bench.Requests(100), stop: stop.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
        var kept = bench.Lines().Length;
        kept.Should().BeInRange(60 - 4, 63);
        var before = bench.Server.Log.Count;

        await bench.JudgeAsync(Bench.Requests(100));

        bench.Lines().Should().HaveCount(200).And.OnlyHaveUniqueItems();
        (bench.Server.Log.Count - before).Should().BeInRange(200 - kept, 200 - kept + 4, "a cancelled request may still reach the server");
    }

    [Fact]
    public async Task The_key_is_in_the_header_and_nowhere_else()
    {
        await using var bench = await Bench.StartAsync(asked => asked.Number < 5 ? Acts.Number(70) : Acts.Status(500, body: $"Incorrect key {Bench.Key}"));

        var act = () => bench.JudgeAsync(Bench.Requests(10), o => o with { Concurrency = 1, Retries = 0 });

        var stopped = (await act.Should().ThrowAsync<JudgingStoppedException>()).Which;
        stopped.ToString().Should().NotContain("top-secret").And.Contain("Incorrect key (the key)");
        bench.Lines().Should().HaveCount(4).And.NotContain(line => line.Contains("top-secret"));
        Bench.Protocol().Identity.ToString().Should().NotContain("top-secret");
        bench.Server.Log.Should().OnlyContain(a => !a.Body.Contains("top-secret") && a.Authorization!.Contains("top-secret"));
    }

    private static Act Of(string fault) => fault switch
    {
        "429 now" => Acts.Status(429, "0"),
        "hang" => Acts.Hang,
        "half a body" => Acts.HalfABody,
        "no JSON" => Acts.WrongJson("<html>"),
        "other JSON" => Acts.WrongJson("[1]"),
        "no choices" => Acts.WrongJson("""{"model":"judge-model","choices":[]}"""),
        "choices of numbers" => Acts.WrongJson("""{"model":"judge-model","choices":[1]}"""),
        "no log probabilities" => Acts.NoLogprobs,
        "probability above 1" => Acts.Tokens(("70", 1.5)),
        _ => Acts.Status(int.Parse(fault)),
    };
}
