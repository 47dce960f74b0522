using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Repro.Claims.Results;
using Repro.Evidence.Runs;
using Repro.Report.Figures;

namespace Repro.Report.Html;

/// <summary>What the page's script draws, as JSON that cannot end its own script element: the claims, and each figure's specification as it is exported.</summary>
internal static class PageData
{
    // The default encoder writes '<', '>' and '&' as \u escapes.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    public static Markup Of(RunDocument run)
        => Markup.Trusted(JsonSerializer.Serialize(new Data(run.Claims, Look.Colors, [.. Figure.All(run.Curves).Select(figure => new DrawnFigure(figure.Id, VegaLiteSpec.Of(figure)))]), Options));

    private sealed record Data(ClaimsDocument Claims, IReadOnlyDictionary<string, string> Colors, IReadOnlyList<DrawnFigure> Figures);

    private sealed record DrawnFigure(string Id, JsonObject Spec);
}
