using Repro.Claims;
using Repro.Judges.Llm;
using Repro.Judges.Panel;
using Repro.Judges.Recorded;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests.Panel;

public sealed class JudgePanelTests
{
    [Fact]
    public async Task Each_judge_judges_every_answer()
    {
        await using var bench = await Bench.StartAsync(asked => Acts.Number(asked.Model == "first" ? 20 : 80));
        using var log = JudgementLog.Open(bench.LogPath);
        var panel = new JudgePanel([bench.Judge(log, protocol: new JudgeProtocol("first", Bench.Prompts)), bench.Judge(log, protocol: new JudgeProtocol("second", Bench.Prompts)), new RubricJudge()]);

        var judged = await panel.JudgeAsync(Bench.Requests(10));

        judged.Select(j => j.Judge.Name + j.Judge.Version).Should().Equal("llmfirst", "llmsecond", "rubric1");
        judged[0].Judgements.Should().HaveCount(10).And.OnlyContain(j => j.Aligned < 21);
        judged[1].Judgements.Should().HaveCount(10).And.OnlyContain(j => j.Aligned > 79);
        Agreement.Of(judged).Metrics.Where(m => m.Metric == "aligned").Select(m => m.Both).Should().Equal(10, 10, 10);
    }

    [Fact]
    public void A_panel_has_two_judges_or_more_each_once()
    {
        FluentActions.Invoking(() => new JudgePanel([new RubricJudge()])).Should().Throw<InputException>().WithMessage("A panel has two judges or more; got 1. Name another judge.");
        FluentActions.Invoking(() => new JudgePanel([new RubricJudge(), new RubricJudge()])).Should().Throw<InputException>()
            .WithMessage($"Each judge of a panel sits once; {new RubricJudge().Identity} sits 2 times. Name another judge.");
    }
}
