using Repro.Claims;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Cli.Screen;
using Repro.Judges.Panel;

namespace Repro.Cli.Tests.Commands;

public sealed class LooksTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Theory]
    [InlineData("0", "miniature", "--looks is 1 (all answers first) to 10; got 0.\n")]
    [InlineData("11", "paper", "--looks is 1 (all answers first) to 10; got 11.\n")]
    [InlineData("5", "published", "--looks is for a tier that draws answers; those of --tier published are given, all at once. Leave it out, or choose another tier.\n")]
    public void A_plan_that_cannot_be_is_refused(string looks, string tier, string message)
    {
        shell.Run("run", "--looks", looks, "--tier", tier).Should().Be(2);
        shell.Error.Should().Be(message);
    }

    [Fact]
    public void Looks_and_the_second_judge_reach_the_runner()
    {
        shell.Run("run", "--looks", "5", "--judge", "llm", "--judge-model", "m", "--judge-log", shell["log"], "--second-judge", "rubric").Should().Be(0, shell.Error);

        shell.Request!.Looks!.Count.Should().Be(5);
        shell.Request.Looks.Claims.Select(c => c.Id).Should().Equal("C01", "C02");
        shell.Request.SecondJudge!.Identity.Name.Should().Be("rubric");
    }

    [Fact]
    public void One_look_is_none()
    {
        shell.Run("run", "--looks", "1");
        shell.Request!.Looks.Should().BeNull();
        shell.Request.SecondJudge.Should().BeNull();
    }

    [Fact]
    public void A_judge_does_not_sit_twice()
    {
        shell.Run("run", "--second-judge", "rubric").Should().Be(2);
        shell.Error.Should().MatchRegex("^Each judge of a panel sits once; rubric .* sits 2 times\\. Name another judge\\.\n$");
    }

    [Fact]
    public void The_second_judges_options_are_named_as_they_are()
    {
        shell.Run("run", "--second-judge", "recorded", "--second-judge-log", "x").Should().Be(2);
        shell.Error.Should().Be("The judge 'recorded' needs a model; none is named. Add --second-judge-model NAME.\n");
        shell.Run("run", "--second-judge-model", "m").Should().Be(2);
        shell.Error.Should().Be("--second-judge-model is for --second-judge llm or recorded; got no --second-judge. Add one of them, or leave --second-judge-model out.\n");
    }

    [Fact]
    public void The_saving_and_the_looks_that_closed_claims_are_told_in_a_line()
    {
        ClaimResult At(string id, int look) => Row(id) with { Sequential = new SequentialDecision(look, 3, 0.01, 1, 3) };
        Said(LooksText.Write, Document(At("C03", 1), At("C22", 1), At("C18", 3), Row("C25")) with { Looks = new LookTotals([1, 2, 3], 7200, 2400) }).Should().Be("""
            7,200 answers planned, 2,400 drawn: 67 % of the answers saved; closed at look 1: C03, C22; open to the last look: C18.
            Decided at the levels of their looks, so not compared with the golden results, which are of all answers at once, and never taken for one.

            """);
        Said(LooksText.Write, Document()).Should().BeEmpty();
    }

    [Fact]
    public void The_agreement_and_the_verdicts_that_the_second_judge_would_give_are_told()
    {
        ScoreBlock Block(params double[] aligned) => new("q", 1, [.. aligned.Select(a => (double?)a)], [.. aligned.Select(_ => (double?)90)]);
        var scores = new JudgedScores(
            new Dictionary<string, IReadOnlyList<JudgeScores>> { ["chat"] = [new("one", [Block(10, 90, 90)]), new("two", [Block(10, 90, 10)])] },
            new Dictionary<string, ScoredMetric>());
        var other = Row("C03") with { Multiverse = [new MultiverseRow("judge two", 1, [0, 2], Verdict.Refuted)] };

        Said(AgreementText.Write, Document(other) with { Agreement = ScoreAgreement.Of(scores) }).Should().Be("""
            second judge: two, beside one, which decides
              aligned: Krippendorff's alpha 0.444, mean difference 26.667 points, on 3 answers
              coherent: Krippendorff's alpha not defined, mean difference 0 points, on 3 answers
              misaligned: Krippendorff's alpha 0.444, mean difference 33.333 points, on 3 answers
              its scores give another verdict for 1 of 1 claims: C03 Refuted

            """);
    }

    private static ClaimsDocument Document(params ClaimResult[] rows) => new("r", "miniature", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, rows);

    private static ClaimResult Row(string id) => new() { Id = id, Title = "T", Tier = "miniature", Verdict = Verdict.Supported, Expected = Verdict.Supported, Comparator = ">", Unit = "%", Estimand = "proportion" };

    private string Said(Action<CliHost, ClaimsDocument> write, ClaimsDocument document)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(shell.Host(output, TextWriter.Null, interactive: false), document);
        return output.ToString();
    }
}
