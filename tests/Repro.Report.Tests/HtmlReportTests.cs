using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Report.Tests;

public sealed class HtmlReportTests
{
    private readonly RunDocument run = Runs.Fixture();

    [Fact]
    public Task The_page_is_the_approved_one() => Verify(HtmlReport.Render(run), "html")
        .AddScrubber(ScrubAssets)
        .UseDirectory("../../golden/report")
        .UseFileName("fixture");

    [Fact]
    public void The_same_run_gives_the_same_bytes() => HtmlReport.Render(run).Should().Be(HtmlReport.Render(Runs.Fixture()));

    [Fact]
    public void A_foreign_culture_changes_nothing()
    {
        var expected = HtmlReport.Render(run);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            foreign.NumberFormat.NumberDecimalSeparator = ",";
            foreign.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = foreign;

            HtmlReport.Render(run).Should().Be(expected);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void No_run_is_an_error()
    {
        var act = () => HtmlReport.Render(null!);

        act.Should().Throw<ArgumentNullException>().WithParameterName("run");
    }

    [Fact]
    public void Looks_are_told_for_the_run_and_for_each_claim_that_they_decided()
    {
        var first = run.Claims.Claims[0] with { Sequential = new SequentialDecision(2, 5, 0.00421, 1200, 3000) };
        var html = HtmlReport.Render(run with { Claims = run.Claims with { Claims = [first, .. run.Claims.Claims.Skip(1)], Looks = new LookTotals([60, 120, 180, 240, 300], 9000, 3600) } });

        html.Should().Contain("<p class=\"looks\">Answers were drawn in 5 waves and looked at behind each: 3,600 of 9,000 planned ones were drawn. Each claim stands at the level of its look, and none is compared with golden results.</p>");
        Regex.Count(html, "Look 2 of 5, one-sided level 0\\.00421; 1,200 of 3,000 planned answers").Should().Be(1);
        HtmlReport.Render(run).Should().NotContain("class=\"looks\"").And.NotContain("one-sided level");
    }

    [Fact]
    public void A_second_judges_agreement_is_a_table_and_its_name_is_text()
    {
        var html = HtmlReport.Render(run with { Claims = run.Claims with { Agreement = [new JudgeAgreement("aligned", "rubric 1", "llm <b>m</b>", 3, 26.6667, 0.4441), new JudgeAgreement("coherent", "rubric 1", "llm <b>m</b>", 1234, 0, null)] } });

        html.Should().Contain("<caption>Second judge llm &lt;b&gt;m&lt;/b&gt;, beside rubric 1, which decides</caption>")
            .And.Contain("<tr><th scope=\"row\">aligned</th><td>0.444</td><td>26.667</td><td>3</td></tr>")
            .And.Contain("<tr><th scope=\"row\">coherent</th><td>not defined</td><td>0</td><td>1,234</td></tr>")
            .And.NotContain("<b>m</b>");
        HtmlReport.Render(run).Should().NotContain("Second judge");
    }

    [Fact]
    public void An_empty_run_still_makes_a_page()
    {
        var empty = run with { Claims = run.Claims with { Claims = [] }, Curves = [], Samples = [] };

        var html = HtmlReport.Render(empty);

        html.Should().Contain("<h1>This run has no claims</h1>").And.Contain("This run has no figures.");
    }

    [Fact]
    public void A_claim_that_was_amended_after_evidence_is_marked_and_shows_both_versions()
    {
        var id = run.Claims.Claims[0].Id;
        var amended = run with { Amendments = [new Amendment(id, "run miniature-1", [new FieldChange("threshold", "<b>90", "80")])] };

        var html = HtmlReport.Render(amended);

        html.Should().Contain("<strong class=\"differs\">amended after evidence</strong>").And.Contain("<caption>Amended after run miniature-1</caption>")
            .And.Contain("<tr><th scope=\"row\">threshold</th><td>&lt;b&gt;90</td><td>80</td></tr>");
        Regex.Matches(html, "amended after evidence", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Should().HaveCount(1);
        HtmlReport.Render(run).Should().NotContain("amended after evidence");
    }

    [Fact]
    public void A_claim_says_what_it_claims_and_what_its_family_and_other_choices_leave_of_it()
    {
        var html = HtmlReport.Render(run);

        html.Should().Contain("<p class=\"statement\">At least 99 % of the nine-adapter organism’s answers are coherent. &lt;b onclick=alert(1)&gt;Not bold&lt;/b&gt;</p>")
            .And.Contain("<span>Inconclusive</span></span> <span class=\"quiet\">with the 4 tested claims of the family “organisms” judged together</span></span>")
            .And.Contain("<summary>Other analysis choices <span class=\"quiet\">4, 3 change the verdict</span></summary>")
            .And.Contain("<tr data-verdict=\"Supported\"><th scope=\"row\">without &lt;i&gt;one&lt;/i&gt; question</th>")
            .And.Contain("<td><span class=\"missing\">none</span></td>");
        Regex.Matches(html, "<details class=\"choices\">", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Should().HaveCount(1);
    }

    [Theory]
    [InlineData(null, "with the 2 tested claims of the family “f” judged together")]
    [InlineData("C18", "as secondary to C18, which is not Supported")]
    public void A_family_wise_verdict_is_shown_where_it_differs(string? gate, string why)
    {
        var one = run.Claims.Claims[0] with { Verdict = Verdict.Supported, FamilyWise = new FamilyWise("f", 2, 0.06, 1, Verdict.Inconclusive) { Gate = gate } };
        string Page(ClaimResult claim) => HtmlReport.Render(run with { Claims = run.Claims with { Claims = [claim] } });

        Page(one).Should().Contain($"<span class=\"quiet\">{why}</span></span>");
        Page(one with { FamilyWise = one.FamilyWise with { Verdict = Verdict.Supported } }).Should().NotContain("class=\"family\"");
    }

    [Theory]
    [InlineData(Verdict.Supported, "<span class=\"quiet\">Supported</span></p>")]
    [InlineData(Verdict.Inconclusive, "<span>Inconclusive</span></span> <strong class=\"differs\">differs</strong></p>")]
    public void Values_by_training_seed_stand_beside_the_verdict(Verdict verdict, string end)
    {
        var one = run.Claims.Claims[0] with { Verdict = Verdict.Supported, Unit = "%", OverSeeds = new OverSeeds([130, 131, 132], [24.7, 31.9, 33.4], 30, [22.1, 37.9], verdict) };
        string Page(ClaimResult claim) => HtmlReport.Render(run with { Claims = run.Claims with { Claims = [claim] } });

        Page(one).Should().Contain("<p class=\"seeds\">By training seed: 24.7, 31.9, 33.4\u00A0%; over training seeds <data value=\"30\">30\u00A0%</data> <span class=\"range\">[22.1,\u00A037.9]</span>, ")
            .And.Contain(end);
        Page(one with { OverSeeds = null }).Should().NotContain("training seeds <data");
    }

    [Theory]
    [InlineData(Verdict.Supported, "1, none changes the verdict")]
    [InlineData(Verdict.Refuted, "1, 1 changes the verdict")]
    public void Choices_that_change_the_verdict_are_counted(Verdict verdict, string text)
    {
        var one = run.Claims.Claims[0] with { Verdict = Verdict.Supported, Multiverse = [new MultiverseRow("alignment cut 25", 12, [10.5, 14], verdict)] };

        HtmlReport.Render(run with { Claims = run.Claims with { Claims = [one] } }).Should().Contain($"<span class=\"quiet\">{text}</span></summary>");
    }

    [Fact]
    public void Noise_in_the_scores_has_a_table_of_the_run_and_one_of_each_claim()
    {
        var one = run.Claims.Claims[0] with
        {
            Verdict = Verdict.Supported,
            JudgeNoise = [new NoiseRow("flips", 1, 12, [10.5, 14], Verdict.Supported), new NoiseRow("flips", 5, 9, [8, 10.5], Verdict.Inconclusive), new NoiseRow("gaussian", 10, null, null, Verdict.Supported)],
        };
        var html = HtmlReport.Render(run with { Claims = run.Claims with { Claims = [one] } });

        html.Should().Contain("<summary>Verdicts if the judge erred <span class=\"quiet\">1</span></summary>")
            .And.Contain("<td>flipping scores changes it at 5 %</td><td>a normal error leaves it to 10 points</td></tr>")
            .And.Contain("<summary>If the judge erred <span class=\"quiet\">flipping scores changes it at 5 %; a normal error leaves it to 10 points</span></summary>")
            .And.Contain("<tr data-verdict=\"Inconclusive\"><th scope=\"row\">flipping scores, 5 %</th>")
            .And.Contain("<th scope=\"row\">a normal error, 10 points</th><td><span class=\"missing\">none</span></td>");
        HtmlReport.Render(run with { Claims = run.Claims with { Claims = [one with { JudgeNoise = null }] } }).Should().NotContain("judge erred");
    }

    [Fact]
    public void What_the_tier_does_not_answer_is_listed_with_its_reasons()
    {
        var html = HtmlReport.Render(run with { Claims = run.Claims with { Untested = [new UntestedClaim("C09", "Steering <i>", "not measured yet: steering")] } });

        html.Should().Contain("<summary>Claims that this tier does not answer <span class=\"quiet\">1</span></summary>")
            .And.Contain("<li><b>C09</b> Steering &lt;i&gt;. <span class=\"quiet\">not measured yet: steering</span></li>");
    }

    [Fact]
    public void A_heat_maps_table_names_rows_and_columns_and_the_chosen_cell()
    {
        var html = HtmlReport.Render(run with { Curves = [new LayerCurve("heat", "EM", "EM rate (%)", "7", [new("0.5", 4), new("2", 12) { Chosen = true }], []) { Chart = LayerCurve.HeatMap, XLabel = "strength", SeriesLabel = "layer" }] });

        html.Should().Contain("<th scope=\"col\">strength 0.5</th><th scope=\"col\">strength 2</th>").And.Contain("<tr><th scope=\"row\">layer 7</th>").And.Contain("12</data><br><strong>chosen</strong></td>")
            .And.Contain("\"type\":\"rect\"").And.Contain("\"chosen\":true");
        HtmlReport.Render(run).Should().NotContain("\"type\":\"rect\"").And.NotContain("\"chosen\":true");
    }

    [Theory]
    [InlineData(Verdict.Supported, "<h1>The one claim came out as expected</h1>")]
    [InlineData(Verdict.Refuted, "<h1>1 of 1 claim did not come out as expected</h1>")]
    public void The_headline_counts_what_was_not_expected(Verdict verdict, string headline)
    {
        var one = run.Claims.Claims[0] with { Verdict = verdict, Expected = Verdict.Supported };

        HtmlReport.Render(run with { Claims = run.Claims with { Claims = [one] } }).Should().Contain(headline);
    }

    [Fact]
    public void No_text_of_the_run_becomes_an_element()
    {
        var html = Scrubbed();

        Regex.Matches(html, "<script", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Should().HaveCount(2, "the data and our own script");
        Regex.Matches(html, "<style", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Should().HaveCount(1);
        Regex.IsMatch(html, "<(img|iframe|object|embed|base|link rel=\"stylesheet\")", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Should().BeFalse();
        html.Should().NotContain("href=\"javascript").And.NotContain("\0");
    }

    [Fact]
    public void The_data_are_those_of_the_run()
    {
        var html = HtmlReport.Render(run);
        var start = html.IndexOf("id=\"run-data\">", StringComparison.Ordinal) + "id=\"run-data\">".Length;
        var json = html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)];

        json.Should().NotContain("<").And.NotContain(">");
        using var data = JsonDocument.Parse(json);
        data.RootElement.GetProperty("claims").GetProperty("claims").GetArrayLength().Should().Be(run.Claims.Claims.Count);
        data.RootElement.GetProperty("claims").GetProperty("claims")[9].GetProperty("title").GetString().Should().Be(run.Claims.Claims[9].Title);
        data.RootElement.GetProperty("figures").EnumerateArray().Select(figure => figure.GetProperty("id").GetString()).Should().Equal(run.Curves.Select(curve => curve.Figure).Distinct());
        data.RootElement.GetProperty("figures").EnumerateArray().Sum(figure => figure.GetProperty("spec").GetProperty("data").GetProperty("values").GetArrayLength()).Should().Be(run.Curves.Sum(curve => curve.Points.Count));
    }

    [Fact]
    public void The_page_names_no_address_it_could_fetch()
        => Regex.IsMatch(Scrubbed(), "(src|href|action)=\"(?!#|data:,\"|figures/[a-z0-9-]+\\.(svg|vl\\.json)\")", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Should().BeFalse();

    [Fact]
    public void It_takes_less_than_a_second()
    {
        HtmlReport.Render(run);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        HtmlReport.Render(run);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    private string Scrubbed()
    {
        var html = new StringBuilder(HtmlReport.Render(run));
        ScrubAssets(html);
        return html.ToString();
    }

    /// <summary>Our script and style are code, not output: the snapshot holds their places only.</summary>
    private static void ScrubAssets(StringBuilder html)
    {
        var text = html.ToString();
        text = Between(text, "<style>", "</style>", "{style}");
        text = Between(text, "<script>", "</script>", "{script}");
        text = Regex.Replace(text, "sha256-[A-Za-z0-9+/]{43}=", "sha256-{hash}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        html.Clear().Append(text);
    }

    private static string Between(string text, string open, string close, string replacement)
    {
        var start = text.IndexOf(open, StringComparison.Ordinal) + open.Length;
        return string.Concat(text.AsSpan(0, start), replacement, text.AsSpan(text.IndexOf(close, start, StringComparison.Ordinal)));
    }
}
