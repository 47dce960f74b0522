using Repro.Claims;
using Repro.Judges.Llm;
using Repro.Judges.Recorded;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Llm;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task The_cap_of_requests_is_reached_and_never_passed(int concurrency)
    {
        await using var bench = await Bench.StartAsync(asked => asked.Dice(seed: 2) < 200 ? Acts.Status(500) : Acts.Number(70));

        var act = () => bench.JudgeAsync(Bench.Requests(100), o => o with { Concurrency = concurrency, Retries = 10, Budget = new JudgeBudget { Requests = 57 } });

        var stopped = (await act.Should().ThrowAsync<JudgingStoppedException>()).Which;
        bench.Server.Log.Should().HaveCount(57);
        stopped.Judged.Should().Be(bench.Lines().Length).And.Be(bench.Server.Answered.Count).And.BeInRange(30, 56);
        stopped.Missing.Should().Be(200 - stopped.Judged);
    }

    [Fact]
    public async Task The_message_says_cap_and_cost_and_the_same_command_goes_on_with_a_budget_of_its_own()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        LlmOptions Small(LlmOptions o) => o with { Concurrency = 1, Budget = new JudgeBudget { Requests = 7 } };

        var act = () => bench.JudgeAsync(Bench.Requests(5), Small);

        (await act.Should().ThrowAsync<JudgingStoppedException>()).WithMessage(
            $"Judging stopped: the next request could pass the budget of 7 requests (spent: 7 requests, {7 * (Acts.PromptTokens + 1)} tokens). 7 of 10 replies of {Bench.Protocol().Identity} are recorded in {bench.LogPath}, 3 are not; the same command goes on from there with a budget of its own.");
        (await bench.JudgeAsync(Bench.Requests(5), Small)).Should().HaveCount(5);
        bench.Server.Log.Should().HaveCount(10);
    }

    [Fact]
    public async Task Tokens_are_reserved_at_their_upper_bound_and_booked_as_counted()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        const int cap = 4000;
        using var log = JudgementLog.Open(bench.LogPath);
        var judge = bench.Judge(log, o => o with { Concurrency = 16, Budget = new JudgeBudget { Tokens = cap } });

        await judge.Invoking(j => j.JudgeAsync(Bench.Requests(100))).Should().ThrowAsync<JudgingStoppedException>();

        // A prompt here reserves less than 320 tokens, and takes 201: the last request that fits ends above cap - 320.
        (bench.Server.Log.Count * (Acts.PromptTokens + 1)).Should().BeInRange(cap - 320, cap);
        judge.Spent.Should().Be(new JudgeCost(bench.Server.Log.Count, bench.Server.Log.Count * Acts.PromptTokens, bench.Server.Log.Count));
    }

    [Fact]
    public async Task A_request_whose_outcome_is_unknown_costs_its_upper_bound()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.HalfABody);
        using var log = JudgementLog.Open(bench.LogPath);
        var judge = bench.Judge(log, o => o with { Concurrency = 1, Retries = 0 });

        await judge.Invoking(j => j.JudgeAsync([new("q", "12345", "1234567890")])).Should().ThrowAsync<JudgingStoppedException>();

        var bytes = "aligned? Q=12345 A=1234567890".Length;
        judge.Spent.Should().Be(new JudgeCost(1, bytes + 256, 1));
    }

    [Fact]
    public async Task Dollars_are_capped_by_the_prices()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        var budget = JudgeBudget.Parse("usd=0.01,prompt-price=2.5,answer-price=10");
        using var log = JudgementLog.Open(bench.LogPath);
        var judge = bench.Judge(log, o => o with { Concurrency = 8, Budget = budget });

        await judge.Invoking(j => j.JudgeAsync(Bench.Requests(100))).Should().ThrowAsync<JudgingStoppedException>().WithMessage("Judging stopped: the next request could pass the budget of 0.01 US dollars (spent: 19 requests, 3819 tokens, 0.0097 US dollars). *");

        budget.UsdOf(judge.Spent).Should().Be(19 * ((200 * 2.5m) + 10) / 1_000_000).And.BeLessThanOrEqualTo(0.01m);
    }

    [Fact]
    public void A_budget_is_read_from_pairs() => JudgeBudget.Parse("requests=5, tokens=2000 ,usd=1.5,prompt-price=2.5,answer-price=10").Should().Be(
        new JudgeBudget { Requests = 5, Tokens = 2000, Usd = 1.5m, UsdPerMillionPromptTokens = 2.5m, UsdPerMillionAnswerTokens = 10 });

    [Theory]
    [InlineData("requests", "A judge's budget is a list of name=number with requests, tokens, usd, prompt-price and answer-price, the first two whole; got 'requests'. Such as requests=5000,tokens=2000000.")]
    [InlineData("requests=1.5", "A judge's budget is a list of name=number with requests, tokens, usd, prompt-price and answer-price, the first two whole; got 'requests=1.5'. Such as requests=5000,tokens=2000000.")]
    [InlineData("tokens=-1", "A judge's budget is a list of name=number with requests, tokens, usd, prompt-price and answer-price, the first two whole; got 'tokens=-1'. Such as requests=5000,tokens=2000000.")]
    [InlineData("euro=3", "A judge's budget is a list of name=number with requests, tokens, usd, prompt-price and answer-price, the first two whole; got 'euro=3'. Such as requests=5000,tokens=2000000.")]
    [InlineData("usd=3,answer-price=1", "A budget in US dollars needs the prices of prompt and answer tokens; usd=3 has no prompt-price. Add it, in US dollars for a million tokens.")]
    public void A_budget_that_breaks_a_rule_is_refused(string text, string message) =>
        FluentActions.Invoking(() => JudgeBudget.Parse(text)).Should().Throw<InputException>().WithMessage(message);
}
