using Repro.Claims;
using Repro.Judges.Recorded;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Recorded;

public sealed class RecordedJudgeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task It_answers_as_the_judge_that_was_recorded_and_calls_nobody(int samples)
    {
        await using var bench = await Bench.StartAsync(asked => samples > 0 ? Acts.Text($"{asked.Number % 100}") : asked.Number % 5 == 0 ? Acts.Tokens(("REF", 1)) : Acts.Number(asked.Number % 100));
        var protocol = Bench.Protocol(samples);
        var live = await bench.JudgeAsync(Bench.Requests(20), protocol: protocol);
        var calls = bench.Server.Log.Count;
        using var log = JudgementLog.Read(bench.LogPath);
        var judge = new RecordedJudge(protocol, log);

        var recorded = await judge.JudgeAsync(Bench.Requests(20));

        recorded.Should().BeEquivalentTo(live, o => o.WithStrictOrdering());
        judge.Identity.Should().Be(protocol.Identity);
        bench.Server.Log.Should().HaveCount(calls);
    }

    [Fact]
    public async Task What_is_missing_is_counted_and_the_first_named()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        await bench.JudgeAsync(Bench.Requests(3));
        using var log = JudgementLog.Read(bench.LogPath);

        var act = () => new RecordedJudge(Bench.Protocol(), log).JudgeAsync(Bench.Requests(5));

        (await act.Should().ThrowAsync<InputException>()).Which.Message.Should().MatchRegex(
            $"^Recorded judgements hold every reply that is asked for; {bench.LogPath} lacks 4 of 10 by llm judge-model \\([0-9a-f]{{12}}\\)\\. "
            + "The first: aligned of an answer to question 'q3', sample 0 \\(key [0-9a-f]{12}\\)\\. Make them with the LLM judge and this log, or check model, prompts and samples\\.$");
    }

    [Fact]
    public async Task A_cancelled_call_stops()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        await bench.JudgeAsync(Bench.Requests(1));
        using var log = JudgementLog.Read(bench.LogPath);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        var act = () => new RecordedJudge(Bench.Protocol(), log).JudgeAsync(Bench.Requests(1), source.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
    }
}
