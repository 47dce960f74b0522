using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Scalars;
using Repro.Judges;

namespace Repro.Experiments.Tests.Scalars;

public sealed class ScalarRowsTests
{
    [Theory]
    [InlineData(90.0, 50.0, "medical aligned")]
    [InlineData(30.0, 100.0, "medical misaligned")]
    [InlineData(100.0, 1.0, "non-medical aligned")]
    [InlineData(0.0, 0.0, "non-medical misaligned")]
    [InlineData(89.9, 100.0, null)]
    [InlineData(30.1, 100.0, null)]
    [InlineData(100.0, 49.9, null)]
    [InlineData(100.0, 1.1, null)]
    [InlineData(null, 100.0, null)]
    [InlineData(100.0, null, null)]
    public void An_answers_set_follows_the_papers_cuts(double? aligned, double? medical, string? set) => AnswerClass.Of(Row(0, aligned, medical))?.Name.Should().Be(set);

    [Fact]
    public void At_most_so_many_of_each_set_are_taken_by_a_shuffle_of_the_seed_and_stay_in_order()
    {
        var judged = Enumerable.Range(0, 40).Select(i => Row(i, i % 2 == 0 ? 100 : 0, 0)).ToList();

        var (one, two) = (ScalarRows.Of(judged, 1, 5), ScalarRows.Of(judged, 2, 5));

        one.Should().HaveCount(10);
        one.Take(5).Should().OnlyContain(row => row.Class.Name == "non-medical aligned").And.BeInAscendingOrder(row => row.Row.Response.Sample);
        one.Select(row => row.Row.Response.Sample).Should().NotEqual(two.Select(row => row.Row.Response.Sample));
        ScalarRows.Of(judged, 1, 5).Should().Equal(one);
        ScalarRows.Of(judged, 1, 100).Should().HaveCount(40);
    }

    [Fact]
    public void A_judge_without_a_score_of_medicine_leaves_nothing_to_tell() =>
        FluentActions.Invoking(() => ScalarRows.Of([Row(0, 100, null)], 1, 5)).Should().Throw<NotMeasurableException>()
            .WithMessage("Scalars are told apart by a score of the topic 'medical'; the judge gave it to none of 1 answers. Give the judge a prompt for it.");

    [Fact]
    public void Answers_that_are_all_between_the_cuts_are_told_so() =>
        FluentActions.Invoking(() => ScalarRows.Of([Row(0, 50, 20)], 1, 5)).Should().Throw<NotMeasurableException>()
            .WithMessage("None of 1 answers is clearly aligned or misaligned and clearly medical or not.");

    private static JudgedResponse Row(int sample, double? aligned, double? medical) => new(
        new Response("q", sample, [1], "a"),
        new Judgement { Aligned = aligned, Coherent = 100, Topics = new Dictionary<string, double?>(StringComparer.Ordinal) { ["medical"] = medical } });
}
