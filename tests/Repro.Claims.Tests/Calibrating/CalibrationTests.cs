using Repro.Claims.Calibrating;
using Xunit.Abstractions;

namespace Repro.Claims.Tests.Calibrating;

/// <summary>The whole calibration at CI size.</summary>
public sealed class CalibrationTests(CalibrationTests.Simulated simulated, ITestOutputHelper output) : IClassFixture<CalibrationTests.Simulated>
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "CALIBRATION.md"));

    public sealed class Simulated
    {
        public IReadOnlyList<CalibrationRow> Rows { get; } = Calibrator.Run(CalibrationSize.Ci, threads: 2);
    }

    public static TheoryData<string> Estimands => [.. Calibrator.Plan.Select(r => r.Estimand).Distinct()];

    [Theory]
    [MemberData(nameof(Estimands))]
    public void No_verdict_of_ours_is_false_more_often_than_alpha_and_its_sampling_error(string estimand)
    {
        var rows = simulated.Rows.Where(r => r.Estimand == estimand).ToList();
        rows.ForEach(r => output.WriteLine($"{r}"));

        rows.Where(r => r.Kind == CalibrationKind.Ours && (r.Supported > r.Bound || r.Refuted > r.Bound)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("proportion, population", "pooled Wilson")]
    [InlineData("proportion, population", "cluster t alone")]
    [InlineData("proportion, these questions", "normal interval")]
    [InlineData("ratio, independent", "quotient of two points")]
    [InlineData("cut, these questions", "quotient of two points")]
    [InlineData("cut, population", "exact within, questions ignored")]
    [InlineData("cut, population", "unpaired ratio")]
    [InlineData("no effect, these questions", "no significant difference")]
    [InlineData("cosine over layers", "percentiles of the statistic")]
    [InlineData("cosine sweep, no direction", "each layer by itself")]
    [InlineData("accuracy", "z test on token splits")]
    [InlineData("order over levels", "permutation of answers alone")]
    [InlineData("step against smooth", "better fit of the two")]
    [InlineData("looks at growing answers", "full alpha at every look")]
    [InlineData("family of claims", "each claim by itself")]
    public void What_is_not_used_fails_in_the_same_worlds(string estimand, string method)
        => simulated.Rows.Should().Contain(r => r.Estimand == estimand && r.Method == method && r.Kind == CalibrationKind.Naive && Math.Max(r.Supported, r.Refuted) > 1.2 * r.Bound);

    [Fact]
    public void Nothing_holds_its_level_by_deciding_nothing()
    {
        foreach (var estimand in simulated.Rows.Where(r => r.Kind == CalibrationKind.Power).GroupBy(r => r.Estimand))
            estimand.Max(r => Math.Max(r.Supported, r.Refuted)).Should().BeGreaterThan(0.6, estimand.Key);
    }

    [Fact]
    public void The_document_has_the_rows_of_the_plan_and_none_that_fails()
    {
        var plan = Calibrator.Plan.GroupBy(r => r.Estimand).ToList();
        var expected = CalibrationText.Markdown([.. Calibrator.Plan.Select(r => new CalibrationRow(r.Estimand, r.World, r.Method, r.Kind, 0, 0, 1000))]).Split('\n').Select(Names).Where(n => n.Length > 0);
        var generated = Document[Document.IndexOf(CalibrationText.Begin, StringComparison.Ordinal)..Document.IndexOf(CalibrationText.End, StringComparison.Ordinal)];

        generated.Split('\n').Select(Names).Where(n => n.Length > 0).Should().Equal(expected, "'./repro calibrate' writes docs/CALIBRATION.md; run it");
        generated.Should().NotContain("FAILS");
        plan.Should().HaveCountGreaterThan(12);
    }

    [Theory]
    [InlineData("family of claims")]
    [InlineData("difference, independent")]
    public void Threads_change_nothing(string estimand)
    {
        var one = Calibrator.Run(CalibrationSize.Ci, threads: 1, estimand: estimand);

        one.Should().Equal(simulated.Rows.Where(r => r.Estimand == estimand));
        Calibrator.Run(CalibrationSize.Ci, threads: 2, seed: "another", estimand: estimand).Should().NotEqual(one);
    }

    [Fact]
    public void An_unknown_estimand_is_refused()
        => FluentActions.Invoking(() => Calibrator.Run(CalibrationSize.Ci, 1, estimand: "x")).Should().Throw<InputException>().WithMessage("The calibration has the estimands proportion, these questions; *; got 'x'.");

    /// <summary>Heading, or the first two columns of a table's row.</summary>
    private static string Names(string line) => line.StartsWith('#') ? line : line.StartsWith('|') ? string.Join('|', line.Split('|').Take(3)) : "";
}
