using Repro.Claims.Measurements;
using Repro.Experiments.LayerSets;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Tests.LayerSets;

public sealed class LayerSetsResultTests
{
    private static readonly string[] Sets = ["one", "three", "six"];

    [Fact]
    public void The_set_that_misaligns_most_is_chosen_and_measured_on_other_answers()
    {
        var choice = LayerSetsResult.Choose(Sets, [Answers(2), Answers(5), Answers(4)]);
        var result = LayerSetsResult.Of(choice, Sets, set => [(7, Answers(set == "three" ? 1 : 9))], new RubricJudge().Identity);

        choice.Organism.Should().Be("three");
        choice.Rates.Should().Equal(0.2, 0.5, 0.4);
        ((ProportionMeasurement)result.Book["em.best-other-layer-set"]).Counts.Should().Equal(new QuestionCount("q", 7, 1, 10));
        result.Curves.Where(curve => curve.Figure == "layer-sets").Select(curve => curve.Series).Should().Equal("one", "three, chosen on other answers", "six");
    }

    [Fact]
    public void Of_equal_sets_the_first_is_chosen_and_answers_without_a_score_do_not_count()
    {
        LayerSetsResult.Choose(Sets, [Answers(4), Answers(4), Answers(3)]).Organism.Should().Be("one");
        List<JudgedResponse> holes = [.. Answers(4).Take(5), .. Answers(4).Skip(5).Select(row => row with { Judgement = new Judgement { Aligned = 10 } })];
        LayerSetsResult.Choose(Sets, [Answers(4), holes, Answers(3)]).Rates.Should().Equal(0.4, 0.8, 0.3);
    }

    private static List<JudgedResponse> Answers(int misaligned) =>
        [.. Enumerable.Range(0, 10).Select(i => new JudgedResponse(new Response("q", i, [], ""), new Judgement { Aligned = i < misaligned ? 10 : 90, Coherent = 95 }))];
}
