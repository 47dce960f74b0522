using System.Text.Json;
using Repro.Judges.Llm;
using Repro.Judges.Recorded;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Llm;

public sealed class ManyJudgementsTests
{
    private const int Answers = 5000;
    private const int Replies = 2 * Answers;

    [Fact]
    public async Task Ten_thousand_replies_with_a_tenth_of_faults_none_lost_none_doubled_none_unpaid()
    {
        var time = new ScaledTime(200);
        var budget = new JudgeBudget { Requests = Replies + (Replies / 5), Tokens = Replies * 400L };
        await using var bench = await Bench.StartAsync(Script, time);
        IReadOnlyList<Judgement> judgements;
        JudgeCost spent;
        using (var log = JudgementLog.Open(bench.LogPath))
        {
            var judge = bench.Judge(log, o => o with { Concurrency = 16, Retries = 8, Timeout = TimeSpan.FromSeconds(600), FirstWait = TimeSpan.FromSeconds(0.2), Budget = budget });

            judgements = await judge.JudgeAsync(Bench.Requests(Answers));

            spent = judge.Spent;
        }

        var lines = bench.Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()).ToList();
        lines.Should().HaveCount(Replies).And.OnlyHaveUniqueItems();
        bench.Server.Answered.Should().HaveCount(Replies);
        bench.Server.Answered.Values.Should().OnlyContain(times => times == 1);
        judgements.Should().HaveCount(Answers);
        for (var i = 0; i < Answers; i++) judgements[i].Aligned.Should().BeApproximately(i % 100, 0.02);

        var asked = bench.Server.Log.ToList();
        asked.Count.Should().BeInRange(Replies + (Replies / 20), (int)budget.Requests!);
        spent.Requests.Should().Be(asked.Count);
        (spent.PromptTokens + spent.AnswerTokens).Should().BeLessThanOrEqualTo(budget.Tokens!.Value);
        asked.GroupBy(a => a.Hash).Where(group => group.Count() > 1).Should().OnlyContain(group => KeepsAway(group.OrderBy(a => a.Attempt).ToList()), "Retry-After is waited for");
    }

    /// <summary>About one request in ten misbehaves, by body and attempt alone.</summary>
    private static Act Script(Asked asked) => asked.Dice(seed: 1) switch
    {
        < 2 => Acts.Hang,
        < 20 => Acts.Status(429, "1"),
        < 40 => Acts.Status(500),
        < 60 => Acts.HalfABody,
        < 75 => Acts.WrongJson("{\"choices\":"),
        < 90 => Acts.NoLogprobs,
        < 100 => Acts.Status(503),
        < 110 => Acts.Drip(Number(asked)),
        _ => Acts.Number(Number(asked)),
    };

    private static int Number(Asked asked) => int.Parse(asked.Prompt[(asked.Prompt.LastIndexOf(' ') + 1)..]) % 100;

    private static bool KeepsAway(List<Asked> attempts) => attempts.Zip(attempts.Skip(1)).All(pair =>
        pair.First.Dice(seed: 1) is < 2 or >= 20 || pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1));
}
