using Repro.Claims;
using Repro.Judges.Llm;
using Repro.Judges.Recorded;
using Repro.Judges.Tests.Servers;

namespace Repro.Judges.Tests;

public sealed class JudgeFactoryTests
{
    private static readonly Dictionary<string, string> Environment = new(StringComparer.Ordinal) { ["JUDGE_KEY"] = Bench.Key };

    [Fact]
    public async Task The_rubric_needs_nothing()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));

        using var chosen = Create(bench, new JudgeOptions());

        chosen.Judge.Identity.Should().Be(new RubricJudge().Identity);
    }

    [Fact]
    public async Task The_llm_judges_with_the_key_of_the_named_variable_and_recorded_answers_the_same_afterwards()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        var options = new JudgeOptions { Kind = "llm", Model = "m", Log = bench.LogPath, Server = new LlmOptions { BaseUrl = bench.Server.BaseUrl, KeyVariable = "JUDGE_KEY" } };
        IReadOnlyList<Judgement> live;
        using (var chosen = Create(bench, options)) live = await chosen.Judge.JudgeAsync(Bench.Requests(3));

        using var recorded = Create(bench, options with { Kind = "recorded" });

        recorded.Judge.Should().BeOfType<RecordedJudge>();
        (await recorded.Judge.JudgeAsync(Bench.Requests(3))).Should().BeEquivalentTo(live);
        bench.Server.Log.Should().HaveCount(9).And.OnlyContain(a => a.Authorization == $"Bearer {Bench.Key}");
        options.ToString().Should().NotContain(Bench.Key);
    }

    [Theory]
    [InlineData("oracle", "m", "log", "A judge is rubric, llm or recorded; got 'oracle'.")]
    [InlineData("llm", null, "log", "The judge 'llm' needs a model; none is named. Add --judge-model NAME.")]
    [InlineData("recorded", "m", " ", "The judge 'recorded' needs a log; none is named. Add --judge-log FILE.")]
    public async Task What_is_missing_is_named(string kind, string? model, string? log, string message)
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));

        FluentActions.Invoking(() => Create(bench, new JudgeOptions { Kind = kind, Model = model, Log = log })).Should().Throw<InputException>().WithMessage(message);
    }

    [Fact]
    public async Task A_judge_that_cannot_be_made_leaves_its_log_free()
    {
        await using var bench = await Bench.StartAsync(_ => Acts.Number(70));
        var options = new JudgeOptions { Kind = "llm", Model = "m", Log = bench.LogPath, Server = new LlmOptions { Concurrency = 0 } };

        FluentActions.Invoking(() => Create(bench, options)).Should().Throw<InputException>();

        File.Delete(bench.LogPath);
        using var free = new FileStream(bench.LogPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        free.Length.Should().Be(0);
    }

    private static ChosenJudge Create(Bench bench, JudgeOptions options) => JudgeFactory.Create(options, bench.Server.Http, TimeProvider.System, Environment);
}
