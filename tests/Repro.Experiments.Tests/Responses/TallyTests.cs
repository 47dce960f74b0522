using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Tests.Responses;

public sealed class TallyTests
{
    [Fact]
    public void A_row_is_a_seed_and_question_in_the_order_of_the_answers()
    {
        var share = Tally.Proportion([(8, [Row("b", 0, 10), Row("b", 1, 90), Row("a", 0, null)]), (7, [Row("a", 0, 20)])], ScoredOutcome.Misaligned, "j");

        share.Should().BeEquivalentTo(new ProportionMeasurement([new("b", 8, 1, 2), new("a", 7, 1, 1)], 1) { Judge = "j" }, o => o.WithStrictOrdering());
    }

    [Fact]
    public void Pairs_are_of_one_question_and_sample()
    {
        Tally.Paired([(8, [Row("a", 0, 10), Row("a", 1, 90)], [Row("a", 0, 90), Row("a", 1, 90)])], "j")
            .Should().BeEquivalentTo(new PairedMeasurement([new("a", 8, 0, true, false), new("a", 8, 1, false, false)]) { Judge = "j" });

        ((Action)(() => Tally.Paired([(8, [Row("a", 0, 10)], [Row("a", 1, 10)])], "j"))).Should().Throw<InvalidDataException>()
            .WithMessage("Responses before and after an intervention are paired by question and sample, but a/0 met a/1. Delete both artifacts; the next run makes them again.");
    }

    private static JudgedResponse Row(string question, int sample, double? aligned) => new(new Response(question, sample, [], ""), new Judgement { Aligned = aligned, Coherent = 95 });
}
