using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Repro.Claims;
using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Report.Tests.Figures;

public sealed class PaperCurvesTests
{
    private static ClaimResult Claim(string id, double? paper, string unit = "%") => new()
    {
        Id = id, Title = id, Tier = "miniature", Verdict = Verdict.Supported, Expected = Verdict.Supported, Comparator = ">", Unit = unit, Estimand = "proportion", PaperValue = paper,
    };

    private static LayerCurve Line(string figure, string series, params string[] xs) => new(figure, figure, "EM rate (%)", series, [.. xs.Select(x => new CurvePoint(x, 1, 0, 2))], ["C99"], 10);

    [Fact]
    public void The_papers_value_of_a_claim_stands_beside_the_run_s_in_the_figure_of_the_same_quantity()
    {
        var marks = Marks([Line("em", "all questions", "chat", "nine-rank-1", "rank32-medical"), Line("other", "a", "nine-rank-1")], Claim("C04", 11.3), Claim("C03", 18.8), Claim("C22", null));

        marks.Should().Equal(("paper", "nine-rank-1", 11.3), ("paper", "rank32-medical", 18.8));
    }

    [Fact]
    public void Of_a_cut_the_mark_is_what_was_left_and_needs_both_claims()
    {
        LayerCurve[] curves = [Line("ablation", "nine-rank-1", "layerwise", "single", "zero"), Line("ablation", "rank32-medical", "transfer", "random")];

        var marks = Marks(curves, Claim("C04", 11.3), Claim("C18", 100), Claim("C19", 91), Claim("C20", 90));

        marks.Should().Equal(("paper, nine-rank-1", "layerwise", 0), ("paper, nine-rank-1", "single", 1));
    }

    [Theory]
    [InlineData(0.78, -22)]
    [InlineData(1.16, 16)]
    public void Of_a_ratio_the_mark_is_the_change_in_percent(double ratio, double change) =>
        Marks([Line("patching", "whole", "most lowered in one half (medical), the other half")], Claim("C46", ratio, "ratio")).Single().Value.Should().BeApproximately(change, 1e-9);

    [Fact]
    public void A_layer_of_the_paper_stands_at_the_same_depth_only()
    {
        string[] layers = [.. Enumerable.Range(0, 16).Select(layer => $"{layer}")];

        Marks([Line("cosine-b-vector", "seed 7", layers)], Claim("C27", 0.04, "cosine")).Should().Equal(("paper", "8", 0.04));
    }

    [Fact]
    public void A_bound_is_a_dashed_rule_over_the_figure_and_no_diamond()
    {
        LayerCurve[] curves = [.. new[] { "gender", "medical" }.Select(topic => Line("semantic-cosine", topic, "0", "1", "2") with { YLabel = "cosine similarity" })];
        var run = With(curves, Claim("C15", 0.95, "cosine"), Claim("C16", 0.65, "cosine"));

        var svg = XDocument.Parse(Text(run, "semantic-cosine.svg")).Root!;
        var spec = JsonNode.Parse(Text(run, "semantic-cosine.vl.json"))!;

        Marks(curves, Claim("C15", 0.95, "cosine"), Claim("C16", 0.65, "cosine")).Should().BeEmpty();
        Classed(svg, "bound").Should().HaveCount(2).And.OnlyContain(rule => (string?)rule.Attribute("y1") == (string?)rule.Attribute("y2") && (string?)rule.Attribute("stroke-dasharray") == "2 3");
        Classed(svg, "paper-label").Select(label => label.Value).Should().Equal("paper, gender: > 0.95", "paper, medical: at most 0.65");
        spec["description"]!.GetValue<string>().Should().Contain(" Rules of short dashes are bounds that the paper gives, paper, gender: > 0.95; paper, medical: at most 0.65.").And.NotContain("Diamonds");
        Rules(spec).Should().Equal((0.95, null, "paper, gender: > 0.95"), (0.65, null, "paper, medical: at most 0.65"));
    }

    [Fact]
    public void A_bound_of_every_pair_names_none()
    {
        var run = With([.. new[] { "rank32-medical|rank32-sports", "rank32-medical|rank32-finance" }.Select(pair => Line("cosine", pair, "0", "1") with { YLabel = "cosine similarity" })], Claim("C25", 0.8, "cosine"));

        Classed(XDocument.Parse(Text(run, "cosine.svg")).Root!, "paper-label").Select(label => label.Value).Should().Equal("paper: > 0.8 in all but 4 layers");
        HtmlReport.Render(run).Should().Contain("<th scope=\"row\">paper: &gt; 0.8 in all but 4 layers</th>");
    }

    [Fact]
    public void A_bound_of_a_condition_crosses_its_row_only()
    {
        var run = With([Line("coherence", "all questions", "chat", "nine-rank-1", "single-rank-1")], Claim("C06", 99), Claim("M18", 99.5));

        Rules(JsonNode.Parse(Text(run, "coherence.vl.json"))!).Should().Equal((99, "nine-rank-1", "paper: at least 99 %"), (99.5, "single-rank-1", "paper: > 99.5 %"));
        Classed(XDocument.Parse(Text(run, "coherence.svg")).Root!, "bound").Select(rule => (double)rule.Attribute("y2")! - (double)rule.Attribute("y1")!).Should().Equal(32, 32);
    }

    [Fact]
    public void Names_that_only_begin_alike_are_not_marked()
    {
        Marks([Line("published-scaling", "medical-alignment, n = 47", "aligned-medical", "misaligned-medical")], Claim("C43", 7.7), Claim("C44", 87)).Should().BeEmpty();
        Marks([Line("published-em", "over these questions", "Qwen2.5-14B-Instruct_extreme-sports_S42")], Claim("C22", 20.2)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("paper", true)]
    [InlineData("paper, tokens divided", true)]
    [InlineData("misaligned, paper", true)]
    [InlineData("papers", false)]
    [InlineData("on paper", false)]
    public void A_paper_s_line_is_known_by_its_name(string series, bool paper) => Marks([Line("mine", series, "x")]).Should().HaveCount(paper ? 1 : 0);

    [Fact]
    public void Page_and_files_show_the_papers_point_with_its_label()
    {
        var fixture = Runs.Fixture();
        var run = fixture with { Claims = fixture.Claims with { Claims = [Claim("C04", 11.3)] }, Curves = [Line("em", "all questions", "chat", "nine-rank-1")] };

        var html = HtmlReport.Render(run);
        var svg = XDocument.Parse(Text(run, "em.svg")).Root!;

        html.Should().Contain("<tr><th scope=\"row\">paper</th>").And.Contain("paper: 11.3 %");
        Text(run, "em.vl.json").Should().Contain("\"label\": \"paper: 11.3 %\"").And.Contain("\"diamond\"");
        svg.Descendants().Count(element => (string?)element.Attribute("class") == "point paper").Should().Be(1);
        svg.Descendants().Single(element => (string?)element.Attribute("class") == "paper-label").Value.Should().Be("paper: 11.3 %");
    }

    /// <summary>The paper's points among the data of the figures.</summary>
    private static List<(string Series, string X, double Value)> Marks(LayerCurve[] curves, params ClaimResult[] claims)
    {
        var fixture = Runs.Fixture();
        var run = fixture with { Claims = fixture.Claims with { Claims = claims }, Curves = curves };
        return
        [
            .. curves.Select(curve => curve.Figure).Distinct().SelectMany(figure => JsonNode.Parse(Text(run, $"{figure}.vl.json"))!["data"]!["values"]!.AsArray())
                .Where(row => row!["paper"]!.GetValue<bool>()).Select(row => (row!["series"]!.GetValue<string>(), row["x"]!.GetValue<string>(), row["value"]!.GetValue<double>())),
        ];
    }

    private static RunDocument With(LayerCurve[] curves, params ClaimResult[] claims)
    {
        var fixture = Runs.Fixture();
        return fixture with { Claims = fixture.Claims with { Claims = claims }, Curves = curves };
    }

    private static IEnumerable<(double At, string? Of, string Label)> Rules(JsonNode spec) => spec["layer"]!.AsArray()
        .Where(layer => layer!["mark"]!["type"]!.GetValue<string>() == "rule" && layer["data"]?["values"]![0]!["label"] is not null)
        .Select(layer => layer!["data"]!["values"]![0]!).Select(row => (row["at"]!.GetValue<double>(), row["of"]?.GetValue<string>(), row["label"]!.GetValue<string>()));

    private static IEnumerable<XElement> Classed(XElement svg, string name) => svg.Descendants().Where(element => (string?)element.Attribute("class") == name);

    private static string Text(RunDocument run, string name)
    {
        using var stream = new MemoryStream();
        FigureFiles.Of(run).Single(file => file.Name == name).Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
