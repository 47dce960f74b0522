using Repro.Claims.Multiverses;

namespace Repro.Claims.Tests.Multiverses;

public sealed class JudgedScoresTests
{
    private static readonly JudgedScores Scores = new(
        new Dictionary<string, IReadOnlyList<JudgeScores>>
        {
            ["nine"] = [new("rubric 1", [new ScoreBlock("q", 7, [10, null], [95.5, 20]) { Topic = [3, null] }])],
            ["nine, cut"] = [new("rubric 1", [new ScoreBlock("q", 7, [90, 90], [99, 99])])],
        },
        new Dictionary<string, ScoredMetric> { ["em.nine"] = new(ScoredOutcome.Misaligned, "nine"), ["cut.nine"] = new(ScoredOutcome.Misaligned, "nine, cut") { Before = "nine" } });

    [Fact]
    public void Are_one_line_of_JSON() => Scores.ToText().Should().Be(
        "{\"conditions\":{\"nine\":[{\"judge\":\"rubric 1\",\"blocks\":[{\"question\":\"q\",\"seed\":7,\"aligned\":[10,null],\"coherent\":[95.5,20],\"topic\":[3,null]}]}],"
        + "\"nine, cut\":[{\"judge\":\"rubric 1\",\"blocks\":[{\"question\":\"q\",\"seed\":7,\"aligned\":[90,90],\"coherent\":[99,99]}]}]},"
        + "\"metrics\":{\"em.nine\":{\"outcome\":\"Misaligned\",\"condition\":\"nine\"},\"cut.nine\":{\"outcome\":\"Misaligned\",\"condition\":\"nine, cut\",\"before\":\"nine\"}}}\n");

    [Fact]
    public void Come_back_as_they_were() => JudgedScores.Parse(Scores.ToText(), "scores.json").Should().BeEquivalentTo(Scores);

    [Theory]
    [InlineData("null", "scores.json: the scores of a run are a JSON object; got null.")]
    [InlineData("{\"conditions\":{},\"metrics\":{\"m\":{\"outcome\":\"Coherent\",\"condition\":\"c\"}}}", "scores.json: a metric names conditions that have scores; 'm' names 'c'. Take the file from the run again.")]
    [InlineData("{\"conditions\":{\"c\":[{\"judge\":\"j\",\"blocks\":[{\"question\":\"q\",\"seed\":1,\"aligned\":[1,2],\"coherent\":[1]}]}]},\"metrics\":{}}",
        "scores.json: each answer of a block has one entry in every list; 'c', question 'q' has 2 and 1. Take the file from the run again.")]
    public void What_does_not_hold_together_is_refused(string text, string message)
        => ((Func<JudgedScores>)(() => JudgedScores.Parse(text, "scores.json"))).Should().Throw<InputException>().WithMessage(message);

    [Fact]
    public void What_is_not_JSON_is_refused_with_its_line()
        => ((Func<JudgedScores>)(() => JudgedScores.Parse("{\n\"conditions\": 3}", "scores.json"))).Should().Throw<InputException>().WithMessage("scores.json:2: these are not the scores of a run: *");
}
