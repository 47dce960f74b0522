using Repro.Claims;
using Repro.Judges.Panel;

namespace Repro.Judges.Tests.Panel;

public sealed class AgreementTests
{
    private static readonly JudgeIdentity A = new("llm", "a", "0123456789abcdef");
    private static readonly JudgeIdentity B = new("llm", "b", "0123456789abcdef");
    private static readonly JudgeIdentity C = new("llm", "c", "0123456789abcdef");

    [Fact]
    public void Two_judges_are_compared_on_what_both_scored()
    {
        var table = Agreement.Of([Of(A, (10, 90), (20, 80), (90, 60), (null, 90)), Of(B, (20, 90), (30, 40), (80, 70), (50, null))]);

        var aligned = table.Metrics[0];
        (aligned.Metric, aligned.First, aligned.Second, aligned.Both).Should().Be(("aligned", A, B, 3));
        aligned.MeanAbsoluteDifference.Should().Be(10);
        aligned.Pearson.Should().BeApproximately(2800 / Math.Sqrt(3800 * 6200.0 / 3), 1e-12);
        var coherent = table.Metrics[1];
        (coherent.Metric, coherent.Both, coherent.MeanAbsoluteDifference).Should().Be(("coherent", 3, 50.0 / 3));
        table.Alpha["aligned"].Should().Be(aligned.Alpha);
        // Row 2 is misaligned and coherent for the first judge only: alignment is 30 for the second, and 30 is not below the cut.
        table.Decisions.Should().Equal(new EmAgreement(A, B, 3, 2.0 / 3));
    }

    [Fact]
    public void Three_judges_are_three_pairs_and_one_alpha()
    {
        var table = Agreement.Of([Of(A, (10, 90), (90, 90)), Of(B, (10, 90), (90, 90)), Of(C, (10, 90), (50, 90))]);

        table.Metrics.Where(m => m.Metric == "aligned").Select(m => (m.First, m.Second, m.MeanAbsoluteDifference)).Should().Equal((A, B, 0), (A, C, 20), (B, C, 20));
        table.Metrics.Where(m => m.Metric == "aligned").Select(m => m.Alpha).First().Should().Be(1);
        table.Alpha["aligned"].Should().BeInRange(0.1, 0.99);
        table.Alpha["coherent"].Should().BeNull("every score is the same");
        table.Decisions.Should().HaveCount(3).And.OnlyContain(d => d.Equal == 1);
    }

    [Fact]
    public void What_is_not_defined_is_null()
    {
        var table = Agreement.Of([Of(A, (10, 90)), Of(B, (20, null))]);

        table.Metrics.Select(m => m.Metric).Should().Equal("aligned");
        table.Metrics[0].Pearson.Should().BeNull("one answer has no correlation");
        table.Decisions.Should().Equal(new EmAgreement(A, B, 0, null));
    }

    [Fact]
    public void Judges_of_different_answers_are_not_compared() =>
        FluentActions.Invoking(() => Agreement.Of([Of(A, (1, 2)), Of(B)])).Should().Throw<InputException>()
            .WithMessage("Agreement is over the same answers; the judges judged 1, 0. Give every judge the same requests.");

    private static PanelJudgements Of(JudgeIdentity judge, params (double? Aligned, double? Coherent)[] rows) =>
        new(judge, [.. rows.Select(row => new Judgement { Aligned = row.Aligned, Coherent = row.Coherent })]);
}
