using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;

namespace Repro.Claims.Settings;

/// <summary>Decides claims again in other settings, by the rules and thresholds that they have in the tier.</summary>
public static class SettingsMap
{
    /// <summary>One row a setting. A claim is in it when the setting has a measurement, or the reason why there is none, for each of the claim's own metrics; a control that was not measured there makes it Invalid, as everywhere.</summary>
    /// <param name="claims">The claims of the run.</param>
    /// <param name="tier">The run's tier.</param>
    /// <param name="book">The run's measurements, the settings' among them.</param>
    /// <param name="settings">The settings, in the order of the table.</param>
    /// <exception cref="InputException">A measurement is of the wrong kind.</exception>
    public static IReadOnlyList<SettingRow> Of(IReadOnlyList<Claim> claims, string tier, IReadOnlyDictionary<string, Measurement> book, IReadOnlyList<Setting> settings) =>
        [.. settings.AsParallel().AsOrdered().Select(setting => Row(claims, tier, setting, Part(book, setting.Prefix))).Where(row => row.Claims.Count > 0)];

    private static SettingRow Row(IReadOnlyList<Claim> claims, string tier, Setting setting, Dictionary<string, Measurement> book) => new(
        setting.Name,
        setting.Factor,
        setting.Level,
        [
            .. claims.Where(claim => claim.MetricsIn(tier) is { Count: > 0 } metrics && metrics.All(book.ContainsKey))
                .Select(claim => Decider.Judge(claim, tier, book))
                .Select(result => new SettingVerdict(result.Id, result.Value, result.Interval, result.Verdict, result.Reason)),
        ])
    {
        CentreLevel = setting.CentreLevel,
    };

    private static Dictionary<string, Measurement> Part(IReadOnlyDictionary<string, Measurement> book, string prefix) =>
        book.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
}
