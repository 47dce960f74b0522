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

        marks.Should().Equal(("paper, nine-rank-1", "layerwise", 0), ("paper, nine-rank-1", "single", 1.017));
    }

    [Theory]
    [InlineData(0.78, -22)]
    [InlineData(1.16, 16)]
    public void Of_a_ratio_the_mark_is_the_change_in_percent(double ratio, double change) =>
        Marks([Line("patching", "whole", "most lowered in one half (medical), the other half")], Claim("C46", ratio, "ratio")).Single().Value.Should().BeApproximately(change, 1e-9);

    [Fact]
    public void A_layer_of_the_paper_stands_at_the_same_depth_and_a_bound_for_all_layers_at_each()
    {
        string[] layers = [.. Enumerable.Range(0, 16).Select(layer => $"{layer}")];

        Marks([Line("cosine-b-vector", "seed 7", layers)], Claim("C27", 0.04, "cosine")).Should().Equal(("paper", "8", 0.04));
        Marks([Line("cosine", "rank32-medical|rank32-sports", layers)], Claim("C25", 0.8, "cosine")).Should().HaveCount(16).And.OnlyContain(mark => mark.Value == 0.8);
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

    private static string Text(RunDocument run, string name)
    {
        using var stream = new MemoryStream();
        FigureFiles.Of(run).Single(file => file.Name == name).Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
