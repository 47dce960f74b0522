using Repro.Evidence.Comparisons;

namespace Repro.Report.Tests;

public sealed class ComparisonReportTests
{
    [Fact]
    public void The_same_comparison_gives_the_same_bytes() => ComparisonReport.Render(Comparisons.Made()).Should().Be(ComparisonReport.Render(Comparisons.Made()));

    [Fact]
    public void Values_intervals_differences_verdicts_and_provenance_stand_there()
    {
        var html = ComparisonReport.Render(Comparisons.Made());

        html.Should().Contain("<h1>2 of 3 verdicts differ</h1>")
            .And.Contain("<data value=\"-28\">\u221228.0\u00A0%</data>".Replace("28.0", "28")).And.Contain("200 pairs").And.Contain("intervals overlap")
            .And.Contain("<th scope=\"row\">threshold</th><td>10</td><td>12</td>")
            .And.Contain("<th scope=\"row\">commit</th><td>abc -&gt; def</td>")
            .And.Contain("none: independent").And.Contain("two judges: rubric, llm")
            .And.NotContain("<script>window.hostile");
    }

    [Fact]
    public void A_run_beside_itself_says_so()
    {
        var same = Comparisons.Made() with { Claims = [], Provenance = [], Notes = [] };

        ComparisonReport.Render(same).Should().Contain("<h1>No difference in anything</h1>").And.Contain("seeds and ledger are the same.").And.Contain("There are no answers to pair.");
    }

    [Fact]
    public void No_comparison_is_an_error()
    {
        var act = () => ComparisonReport.Render(null!);

        act.Should().Throw<ArgumentNullException>().WithParameterName("comparison");
    }
}
