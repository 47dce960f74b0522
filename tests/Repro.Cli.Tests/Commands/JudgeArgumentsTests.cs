using Repro.Judges;
using Repro.Judges.Recorded;

namespace Repro.Cli.Tests.Commands;

public sealed class JudgeArgumentsTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Without_options_the_tier_has_its_own_judge()
    {
        shell.Run("run").Should().Be(0);
        shell.Request!.Judge.Should().BeNull();
    }

    [Fact]
    public void The_judge_asked_for_reaches_the_tier()
    {
        shell.Run("run", "--judge", "rubric").Should().Be(0);
        shell.Request!.Judge.Should().BeOfType<RubricJudge>();

        shell.Run("run", "--judge", "llm", "--judge-url", "http://127.0.0.1:9/v1", "--judge-model", "m", "--judge-log", shell["judge.jsonl"], "--judge-budget", "requests=5", "--judge-samples", "3", "--judge-rate", "60", "--judge-concurrency", "2", "--judge-key-variable", "MY_KEY", "--judge-served-as", "n")
            .Should().Be(0);
        var identity = shell.Request!.Judge!.Identity;
        identity.ToString().Should().StartWith("llm m (");
        File.Exists(shell["judge.jsonl"]).Should().BeTrue();

        shell.Run("run", "--judge", "recorded", "--judge-model", "m", "--judge-samples", "3", "--judge-log", shell["judge.jsonl"]).Should().Be(0);
        shell.Request!.Judge.Should().BeOfType<RecordedJudge>().Which.Identity.Should().Be(identity);
    }

    [Fact]
    public void Prompts_come_from_a_question_file()
    {
        File.WriteAllText(shell["q.yaml"], "- judge_prompts: {aligned: 'a {answer}', coherent: 'c {answer}'}\n");
        shell.Run("run", "--judge", "llm", "--judge-model", "m", "--judge-log", shell["judge.jsonl"]);
        var builtIn = shell.Request!.Judge!.Identity;

        shell.Run("run", "--judge", "llm", "--judge-model", "m", "--judge-log", shell["judge.jsonl"], "--judge-prompts", shell["q.yaml"]).Should().Be(0);

        shell.Request!.Judge!.Identity.Hash.Should().NotBe(builtIn.Hash);
    }

    [Theory]
    [InlineData("--judge-model m", "--judge-model is for --judge llm or recorded; got no --judge. Add one of them, or leave --judge-model out.")]
    [InlineData("--judge rubric --judge-log f", "--judge-log is for --judge llm or recorded; got --judge rubric. Add one of them, or leave --judge-log out.")]
    [InlineData("--judge rubric --tier published", "--judge is for a tier that samples responses; the scores of --tier published are given. Leave it out, or choose another tier.")]
    [InlineData("--judge oracle", "A judge is rubric, llm or recorded; got 'oracle'.")]
    [InlineData("--judge llm --judge-log f", "The judge 'llm' needs a model; none is named. Add --judge-model NAME.")]
    [InlineData("--judge llm --judge-model m --judge-log f --judge-key-variable sk-1", "A judge's key is read from an environment variable, whose name has letters, digits and underscores; what was named has others and is not repeated here. Name the variable, not the key.")]
    [InlineData("--judge llm --judge-url here", "--judge-url is a whole URL such as http://127.0.0.1:8000/v1; got 'here'.")]
    public void Options_that_do_not_go_together_answer_2_with_the_reason(string options, string message)
    {
        shell.Run(["run", .. options.Split(' ')]).Should().Be(2);
        shell.Error.Should().Be(message + "\n");
        shell.Request.Should().BeNull();
    }

    [Fact]
    public void A_judge_that_stopped_answers_3_with_what_is_judged()
    {
        shell.During = (_, _) => throw new JudgingStoppedException("Judging stopped: 5 of 9.", 5, 4, new TimeoutException());

        shell.Run("run").Should().Be(3);

        shell.Error.Should().EndWith("Judging stopped: 5 of 9.\n");
    }
}
