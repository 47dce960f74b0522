using System.Text.Encodings.Web;
using System.Text.Json;
using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Report.Html;

/// <summary>The numbers that the page's script draws, as JSON that cannot end its own script element.</summary>
internal static class PageData
{
    // The default encoder writes '<', '>' and '&' as \u escapes.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Default };

    public static Markup Of(RunDocument run)
        => Markup.Trusted(JsonSerializer.Serialize(new Data(run.Claims, run.Curves), Options));

    private sealed record Data(ClaimsDocument Claims, IReadOnlyList<LayerCurve> Curves);
}
