using System.Text;
using System.Text.Json;
using Repro.Evidence.Runs;
using Repro.Report.Figures;
using Repro.Report.Figures.Svg;

namespace Repro.Report;

/// <summary>
/// The figures of a run as files that stand beside its report: of each an SVG, and the Vega-Lite specification, data inside, that the report's page draws.
/// No network, no clock: the same run gives the same bytes.
/// </summary>
public static class FigureFiles
{
    /// <summary>The folder beside the report.</summary>
    public const string Folder = RunFolder.FiguresFolder;

    private static readonly JsonSerializerOptions Json = new(RunJson.Options);

    /// <summary>Two files a figure, in the order of the report. Names are safe: an id of a figure that is no plain name is replaced by one with its hash.</summary>
    /// <param name="run">The finished run. Its text is untrusted.</param>
    public static IReadOnlyList<RunAttachment> Of(RunDocument run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. Figure.All(Figure.Drawn(run)).SelectMany(figure => new[]
        {
            File($"{figure.FileName}.svg", FigureSvg.Of(figure)),
            File($"{figure.FileName}.vl.json", VegaLiteSpec.Of(figure).ToJsonString(Json) + "\n"),
        })];
    }

    private static RunAttachment File(string name, string text) => new(name, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
