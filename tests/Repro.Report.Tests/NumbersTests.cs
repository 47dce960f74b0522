using Repro.Claims;
using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Report.Tests;

/// <summary>How numbers are written for people, through the page itself.</summary>
public sealed class NumbersTests
{
    private readonly RunDocument run = Runs.Fixture();

    [Theory]
    [InlineData(20.8125, "%", "20.8\u00A0%")]
    [InlineData(100, "%", "100\u00A0%")]
    [InlineData(-3.456, "%", "\u22123.46\u00A0%")]
    [InlineData(0.86171, "cosine", "0.862")]
    [InlineData(336, "adapters", "336")]
    [InlineData(2.7462e-5, "ratio", "2.75e\u22125")]
    [InlineData(7.56e9, "count", "7.56e+9")]
    [InlineData(0, "%", "0\u00A0%")]
    public void A_measured_value_keeps_three_digits_and_its_exact_value(double value, string unit, string shown)
        => Page(Claim() with { Value = value, Unit = unit })
            .Should().Contain($"<data value=\"{value.ToString("R", null)}\">{shown}</data>");

    [Theory]
    [InlineData(">", 10, "%", "&gt;\u00A010\u00A0%")]
    [InlineData(">=", 0.8, "cosine", "≥\u00A00.8")]
    [InlineData("<=", 98.75, "%", "≤\u00A098.75\u00A0%")]
    [InlineData("within", 10, "%", "within\u00A010\u00A0%")]
    public void A_threshold_is_written_as_it_was_chosen(string comparator, double threshold, string unit, string shown)
        => Page(Claim() with { Comparator = comparator, Threshold = threshold, Unit = unit })
            .Should().Contain($"<data value=\"{threshold.ToString("R", null)}\">{shown}</data>");

    [Fact]
    public void Both_ends_of_an_interval_have_the_same_digits()
        => Page(Claim() with { Value = 31.4, Interval = [28.9, 34.0] }).Should().Contain("[28.9,\u00A034.0]");

    [Fact]
    public void What_was_not_measured_says_so_instead_of_a_number()
        => Page(Claim() with { Value = null, Interval = null, PaperValue = null, Threshold = null })
            .Should().NotContain("<data").And.NotContain("<figure class=\"interval\">").And.Contain("<span class=\"unseen\">none</span>");

    [Fact]
    public void A_claim_whose_numbers_are_all_one_has_no_plot()
        => Page(Claim() with { Value = 9, Threshold = 9, PaperValue = 9, Interval = null }).Should().NotContain("<figure class=\"interval\">");

    [Theory]
    [InlineData(59.94, "59.9\u00A0s")]
    [InlineData(1029.5, "17\u00A0min 9\u00A0s")]
    [InlineData(7290, "2\u00A0h 1\u00A0min")]
    public void A_duration_has_two_units_at_most(double seconds, string shown)
        => HtmlReport.Render(run with { Claims = run.Claims with { Finished = run.Claims.Started.AddSeconds(seconds) } })
            .Should().Contain($"<dt>Took</dt><dd>{shown}</dd>");

    [Theory]
    [InlineData(">", true)]
    [InlineData("<=", true)]
    [InlineData("within", true)]
    [InlineData("=", false)]
    public void The_side_on_which_the_claim_holds_is_shaded(string comparator, bool isShaded)
        => Page(Claim() with { Comparator = comparator, Threshold = 10, Value = 20, Interval = [15, 25], PaperValue = -10 })
            .Contains("class=\"side\"", StringComparison.Ordinal).Should().Be(isShaded);

    private string Page(ClaimResult claim)
    {
        var html = HtmlReport.Render(run with { Claims = run.Claims with { Claims = [claim] }, Curves = [], Samples = [] });
        var style = html.IndexOf("</style>", StringComparison.Ordinal);
        return html[style..html.IndexOf("<script", StringComparison.Ordinal)];
    }

    private static ClaimResult Claim() => new()
    {
        Id = "T1", Title = "A claim", Tier = "miniature", Verdict = Verdict.Supported, Expected = Verdict.Supported,
        Comparator = ">", Unit = "%", Estimand = "proportion", N = 10,
    };
}
