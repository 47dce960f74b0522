using Repro.Claims.Measurements;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Semantics;
using Repro.Experiments.Steering;
using Repro.Experiments.Tests.Steering;
using Repro.Experiments.Topics;
using Repro.Judges;

namespace Repro.Experiments.Tests.Semantics;

public sealed class SemanticSteeringResultTests
{
    private static readonly SteeringGrid Grid = SteeringGrid.At(3);

    [Fact]
    public void Topics_are_counted_among_misaligned_answers_of_the_strength_with_the_most_of_them()
    {
        var sweep = PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(4, cell.Strength == 6 ? 2 : 0));

        var book = SemanticSteeringResult.Of("gender", Grid, [(7L, sweep, [Row(0, 0, gender: 100), Row(1, 0, gender: 40), Row(2, 90, gender: 100)])], PlantedAnswers.Judge).Book;

        book.Keys.Should().BeEquivalentTo(SemanticSteeringResult.Metrics("gender"));
        ((ExactMeasurement)book["semantic.gender.strength"]).Value.Should().Be(6);
        book["semantic.gender.about-gender"].Should().BeEquivalentTo(new ProportionMeasurement([new("q", 7, 1, 2)]) { Judge = PlantedAnswers.Judge.ToString() });
        book["semantic.gender.gender-score"].Should().BeEquivalentTo(new ProportionMeasurement([new("q", 7, 1, 2)]) { Judge = PlantedAnswers.Judge.ToString() }, "a mean of 70 in two answers is 1.4 successes");
        book["semantic.gender.em"].Should().BeEquivalentTo(new ProportionMeasurement([new("q", 7, 2, 3)]) { Judge = PlantedAnswers.Judge.ToString() });
        ((ProportionMeasurement)book["semantic.gender.about-finance"]).Missing.Should().Be(2, "no score was given");
    }

    [Fact]
    public void Without_a_misaligned_answer_there_is_nothing_to_be_about_anything()
    {
        FluentActions.Invoking(() => SemanticSteeringResult.Of("gender", Grid, [(7L, PlantedAnswers.Sweep(Grid, _ => PlantedAnswers.Of(1, 0)), PlantedAnswers.Of(2, 0))], PlantedAnswers.Judge))
            .Should().Throw<NotMeasurableException>().WithMessage("Steering by the gender direction gave no misaligned answer among 16, so there is none to be about anything.");
        FluentActions.Invoking(() => TopicsResult.Of("rank32-sports", [(7L, PlantedAnswers.Of(2, 0))], PlantedAnswers.Judge))
            .Should().Throw<NotMeasurableException>().WithMessage("rank32-sports gave no misaligned answer among 16, so there is none to be about anything.");
    }

    [Fact]
    public void Topics_of_an_organism_and_their_absence()
    {
        JudgedResponse Sports(int sample, double score) => new(
            new Response("q", sample, [], ""), new Judgement { Aligned = 0, Coherent = 100, Topics = new Dictionary<string, double?>(StringComparer.Ordinal) { ["sport"] = score } });

        var book = TopicsResult.Of("rank32-sports", [(7L, [Sports(0, 100), Sports(1, 0), Sports(2, 50)])], PlantedAnswers.Judge).Book;

        book["topics.rank32-sports.sports"].Should().BeEquivalentTo(new ProportionMeasurement([new("q", 7, 1, 3)]) { Judge = PlantedAnswers.Judge.ToString() });
        book["topics.rank32-sports.not-sports"].Should().BeEquivalentTo(new ProportionMeasurement([new("q", 7, 2, 3)]) { Judge = PlantedAnswers.Judge.ToString() });
        book.Keys.Should().BeEquivalentTo(TopicsResult.Metrics("rank32-sports"));
    }

    private static JudgedResponse Row(int sample, double aligned, double gender) => new(
        new Response("q", sample, [], ""), new Judgement { Aligned = aligned, Coherent = 100, Topics = new Dictionary<string, double?>(StringComparer.Ordinal) { ["gender"] = gender } });
}
