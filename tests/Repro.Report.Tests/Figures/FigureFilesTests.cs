using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Repro.Evidence.Runs;

namespace Repro.Report.Tests.Figures;

public sealed class FigureFilesTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly LayerCurve[] Heat =
    [
        .. Enumerable.Range(3, 2).Select(layer => new LayerCurve("steering", "EM rate by layer and strength", "EM rate (%)", $"{layer}", [new("0.5", layer, 0, 9), new("1", 10 * layer) { Chosen = layer == 4 }], ["C09"])
        {
            Chart = LayerCurve.HeatMap, XLabel = "strength", SeriesLabel = "layer",
        }),
    ];

    private readonly RunDocument run = Runs.Fixture();

    [Fact]
    public void Every_figure_has_two_files_and_the_same_run_gives_the_same_bytes_in_any_culture()
    {
        var first = Files(run);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var foreign = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            foreign.NumberFormat.NumberDecimalSeparator = ",";
            foreign.NumberFormat.NegativeSign = "~";
            CultureInfo.CurrentCulture = foreign;
            Files(Runs.Fixture()).Should().Equal(first);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        first.Keys.Should().HaveCount(6).And.Contain("em.svg", "em.vl.json", "cosine.svg", "cosine.vl.json").And.OnlyContain(name => Regex.IsMatch(name, @"\A[a-z0-9-]+\.(svg|vl\.json)\z"));
    }

    [Fact]
    public void The_specification_holds_every_point_and_is_the_one_that_the_page_draws()
    {
        var page = HtmlReport.Render(run);
        var start = page.IndexOf("id=\"run-data\">", StringComparison.Ordinal) + "id=\"run-data\">".Length;
        using var data = JsonDocument.Parse(page[start..page.IndexOf("</script>", start, StringComparison.Ordinal)]);
        var drawn = data.RootElement.GetProperty("figures").EnumerateArray().ToDictionary(figure => figure.GetProperty("id").GetString()!, figure => figure.GetProperty("spec"));
        foreach (var lines in run.Curves.GroupBy(curve => curve.Figure))
        {
            var name = Files(run).Keys.Single(file => file.EndsWith(".vl.json", StringComparison.Ordinal) && file.StartsWith(lines.Key.Split(' ')[0], StringComparison.Ordinal));
            using var file = JsonDocument.Parse(Files(run)[name]);
            var spec = file.RootElement;
            spec.GetProperty("$schema").GetString().Should().Be("https://vega.github.io/schema/vega-lite/v5.json");
            spec.GetProperty("title").GetString().Should().Be(lines.First().FigureTitle);
            spec.GetProperty("description").GetString().Should().Contain(lines.First().YLabel);
            spec.GetProperty("layer").GetArrayLength().Should().BePositive();
            spec.GetProperty("data").GetProperty("values").EnumerateArray()
                .Select(row => (row.GetProperty("series").GetString(), row.GetProperty("x").GetString(), row.GetProperty("value").GetDouble(), Number(row, "low"), Number(row, "high")))
                .Should().Equal(lines.SelectMany(line => line.Points.Select(p => ((string?)line.Series, (string?)p.X, p.Value, p.Low, p.High))));
            JsonSerializer.Serialize(spec).Should().Be(JsonSerializer.Serialize(drawn[lines.Key]));
        }
    }

    [Fact]
    public void The_picture_is_well_formed_named_and_has_as_many_marks_as_points()
    {
        foreach (var (name, text) in Files(run).Where(file => file.Key.EndsWith(".svg", StringComparison.Ordinal)))
        {
            var lines = run.Curves.GroupBy(curve => curve.Figure).Single(figure => name.StartsWith(figure.Key.Split(' ')[0], StringComparison.Ordinal)).ToList();
            var svg = XDocument.Parse(text).Root!;
            svg.Name.Should().Be(Svg + "svg");
            ((string?)svg.Attribute("role"), (string?)svg.Attribute("aria-labelledby")).Should().Be(("img", "title desc"));
            svg.Elements(Svg + "title").Single().Value.Should().Be(lines[0].FigureTitle);
            svg.Elements(Svg + "desc").Single().Value.Should().Contain(lines[0].YLabel);
            Classed(svg, "point").Should().HaveCount(lines.Sum(line => line.Points.Count));
            Classed(svg, "tick").Should().HaveCountGreaterThan(3);
            Classed(svg, "axis-title").Select(title => title.Value).Should().Contain(lines[0].YLabel);
            Classed(svg, "reference").Should().HaveCount(lines[0].Reference is null ? 0 : 1);
            Classed(svg, "key").Should().HaveCount(lines.Count > 1 ? lines.Count : 0);
            var intervals = lines.SelectMany(line => line.Points).Count(point => point.Low is not null);
            (Classed(svg, "interval").Count() + Classed(svg, "band").Count()).Should().Be(name.StartsWith("cosine", StringComparison.Ordinal) ? lines.Count(line => line.Points.Any(point => point.Low is not null)) : intervals);
            text.Should().NotContain("<script").And.NotContain("<style").And.NotContain("href");
        }
    }

    [Theory]
    [InlineData("../../etc/passwd", "etc-passwd-")]
    [InlineData("EM", "em-")]
    [InlineData("", "figure-")]
    [InlineData("<svg onload=alert(1)>", "svg-onload-alert-1-")]
    public void Hostile_names_stay_text_and_lead_nowhere(string id, string start)
    {
        const string Hostile = "</title><script>alert(1)</script>&\u0000\uFFFE\uD800";
        var hostile = run with { Curves = [new LayerCurve(id, Hostile, Hostile, Hostile, [new CurvePoint(Hostile, 1, 0, 2), new CurvePoint(Hostile + Hostile, 2)], [Hostile]), new LayerCurve(id, Hostile, Hostile, "b", [new CurvePoint(Hostile, 1)], [])] };

        var files = Files(hostile);

        files.Keys.Should().OnlyContain(name => name.StartsWith(start) && Regex.IsMatch(name, @"\A[a-z0-9-]+-[0-9a-f]{8}\.(svg|vl\.json)\z"));
        var svg = XDocument.Parse(files.Single(file => file.Key.EndsWith(".svg", StringComparison.Ordinal)).Value);
        svg.Descendants().Select(element => element.Name.LocalName).Should().NotContain("script");
        Classed(svg.Root!, "point").Should().HaveCount(3);
        using var spec = JsonDocument.Parse(files.Single(file => file.Key.EndsWith(".vl.json", StringComparison.Ordinal)).Value);
        spec.RootElement.GetProperty("data").GetProperty("values").GetArrayLength().Should().Be(3);
    }

    [Fact]
    public void A_heat_map_has_a_cell_a_point_with_its_number_and_a_frame_for_the_chosen_one()
    {
        var files = Files(run with { Curves = Heat });

        var svg = XDocument.Parse(files["steering.svg"]).Root!;
        Classed(svg, "cell").Select(cell => cell.Element(Svg + "text")!.Value).Should().Equal("3.0", "30.0", "4.0", "40.0");
        Classed(svg, "cell").Last().Element(Svg + "title")!.Value.Should().Be("layer 4, strength 1: 40");
        Classed(svg, "frame").Should().ContainSingle();
        Classed(svg, "axis-title").Select(title => title.Value).Should().Equal("strength", "layer", "Cells: EM rate (%)");
        using var spec = JsonDocument.Parse(files["steering.vl.json"]);
        spec.RootElement.GetProperty("encoding").GetProperty("y").GetProperty("title").GetString().Should().Be("layer");
        spec.RootElement.GetProperty("data").GetProperty("values").EnumerateArray().Select(row => row.GetProperty("chosen").GetBoolean()).Should().Equal(false, false, false, true);
    }

    [Fact]
    public void Layers_that_are_no_neighbours_are_not_joined()
    {
        LayerCurve Line(params string[] layers) => new("weights", "Weights", "weight", "medicine", [.. layers.Select(layer => new CurvePoint(layer, 1, 0, 2))], []);

        Classed(Picture(Line("3", "4", "5")), "line").Should().ContainSingle();
        var apart = Picture(Line("3", "5", "9"));
        Classed(apart, "line").Should().BeEmpty();
        Classed(Picture(Line("3", "4", "5") with { Chart = LayerCurve.Apart, XLabel = "seed" }), "line").Should().BeEmpty();
        Classed(apart, "interval").Should().HaveCount(3);
        Classed(apart, "tick").Select(tick => tick.Value).Should().Contain("3", "5", "9").And.NotContain("4");
    }

    [Fact]
    public void A_figure_without_a_point_has_no_file_and_no_run_is_an_error()
    {
        Files(run with { Curves = [new LayerCurve("em", "EM", "EM rate (%)", "all", [], [])] }).Should().BeEmpty();
        ((Action)(() => FigureFiles.Of(null!))).Should().Throw<ArgumentNullException>().WithParameterName("run");
    }

    private XElement Picture(LayerCurve line) => XDocument.Parse(Files(run with { Curves = [line] }).First().Value).Root!;

    private static double? Number(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static IEnumerable<XElement> Classed(XElement svg, string name) =>
        svg.Descendants().Where(element => ((string?)element.Attribute("class"))?.Split(' ').Contains(name) == true);

    private static SortedDictionary<string, string> Files(RunDocument run)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in FigureFiles.Of(run))
        {
            using var stream = new MemoryStream();
            file.Write(stream);
            files.Add(file.Name, Encoding.UTF8.GetString(stream.ToArray()));
        }

        return files;
    }
}
