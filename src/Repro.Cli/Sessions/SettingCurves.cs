using System.Globalization;
using Repro.Claims.Settings;
using Repro.Evidence.Runs;

namespace Repro.Cli.Sessions;

/// <summary>The map of settings as figures: one a factor, a line a claim, the centre among the levels.</summary>
public static class SettingCurves
{
    /// <summary>Lines in the order of factors and claims; a claim without a value at a level has no point there.</summary>
    public static IEnumerable<LayerCurve> Of(IReadOnlyList<SettingRow> settings)
    {
        var centre = settings.FirstOrDefault(row => row.Name == SettingRow.Centre);
        return
            from factor in settings.Where(row => row.CentreLevel is not null).GroupBy(row => row.Factor, StringComparer.Ordinal)
            let rows = factor.Select(row => (row.Level, row.Claims)).Concat(centre is null ? [] : [(Level: factor.First().CentreLevel!, centre.Claims)]).OrderBy(row => double.Parse(row.Level, CultureInfo.InvariantCulture)).ToList()
            from id in rows.SelectMany(row => row.Claims).Select(claim => claim.Id).Distinct(StringComparer.Ordinal)
            let points = rows.SelectMany(row => row.Claims.Where(claim => claim.Id == id && claim.Value is not null).Select(claim => new CurvePoint(row.Level, claim.Value!.Value, claim.Interval?[0], claim.Interval?[1]))).ToList()
            where points.Count > 1
            select new LayerCurve($"map-{factor.Key}", $"Claims by {factor.Key}", "value in the claim's unit", id, points, [id]) { XLabel = factor.Key, Chart = IsNominal(factor.Key) ? LayerCurve.Apart : null };
    }

    /// <summary>Whether the factor's levels are names that happen to be numbers: nothing lies between two seeds.</summary>
    private static bool IsNominal(string factor) => factor == "seed" || factor.StartsWith("seed ", StringComparison.Ordinal);
}
