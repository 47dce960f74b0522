using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Repro.Report.Tests.Browser;

/// <summary>One row of the claims table as a reader sees it, checked against the same claim in claims.json.</summary>
internal sealed class ClaimRow(ILocator row)
{
    private static readonly Dictionary<string, string> Reproductions = new(StringComparer.Ordinal)
    {
        ["NoReference"] = "No reference",
        ["Bitwise"] = "Bitwise",
        ["WithinTolerance"] = "Within tolerance",
        ["StatisticallyConsistent"] = "Consistent",
        ["Drifted"] = "Drifted",
    };

    public async Task ShouldShow(JsonElement claim)
    {
        var unit = claim.GetProperty("unit").GetString()!;
        var verdict = claim.GetProperty("verdict").GetString()!;
        var expected = claim.GetProperty("expected").GetString()!;

        (await Text("id")).Should().Be(claim.GetProperty("id").GetString());
        (await Text("title")).Should().Be(OneLine(claim.GetProperty("title").GetString()!));
        await ShouldShowMeasured(claim, unit);
        await ShouldShowNumber("threshold", Number(claim, "threshold"), unit, Sign(claim.GetProperty("comparator").GetString()!));
        await ShouldShowNumber("paper", Number(claim, "paperValue"), unit, "");
        (await Text("verdict")).Should().Be(Words(verdict));
        (await Text("expected")).Should().Be(verdict == expected ? Words(expected) : $"{Words(expected)} differs");
        (await Text("reproduction")).Should().Be(Reproductions[claim.GetProperty("reproduction").GetString()!]);
        (await Text("n")).Should().Be(claim.GetProperty("n").GetInt32().ToString(CultureInfo.InvariantCulture));
    }

    private async Task ShouldShowMeasured(JsonElement claim, string unit)
    {
        await ShouldShowNumber("value", Number(claim, "value"), unit, "");
        if (Number(claim, "value") is not null && unit != "%")
            (await Text("value")).Should().Contain(OneLine(unit));

        var range = row.Locator("[data-col=value] .range");
        if (!claim.TryGetProperty("interval", out var interval) || interval.ValueKind == JsonValueKind.Null || Number(claim, "value") is null)
        {
            (await range.CountAsync()).Should().Be(0);
            return;
        }

        var shown = OneLine(await range.InnerTextAsync()).Trim('[', ']').Split(", ");
        shown.Should().HaveCount(2);
        foreach (var (text, attribute, exact) in new[] { (shown[0], "data-low", interval[0]), (shown[1], "data-high", interval[1]) })
        {
            double.Parse((await range.GetAttributeAsync(attribute))!, CultureInfo.InvariantCulture).Should().Be(exact.GetDouble());
            ShouldRound(text, exact.GetDouble());
        }
    }

    /// <summary>The element's value is exact; the text is that value rounded at its last digit.</summary>
    private async Task ShouldShowNumber(string column, double? number, string unit, string sign)
    {
        var data = row.Locator($"[data-col={column}] data");
        if (number is not { } value)
        {
            (await data.CountAsync()).Should().Be(0);
            (await row.Locator($"[data-col={column}] .missing").CountAsync()).Should().Be(1);
            return;
        }

        double.Parse((await data.GetAttributeAsync("value"))!, CultureInfo.InvariantCulture).Should().Be(value);
        var text = OneLine(await data.InnerTextAsync());
        text.Should().StartWith(sign);
        text = text[sign.Length..].Trim();
        if (unit == "%")
        {
            text.Should().EndWith(" %");
            text = text[..^2];
        }

        ShouldRound(text, value);
    }

    private static void ShouldRound(string shown, double exact)
    {
        var text = shown.Replace('\u2212', '-');
        var parts = text.Split('e');
        var digits = parts[0].Contains('.') ? parts[0].Length - parts[0].IndexOf('.') - 1 : 0;
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        var parsed = double.Parse(text, CultureInfo.InvariantCulture);
        Math.Abs(parsed - exact).Should().BeLessThanOrEqualTo(0.5000001 * Math.Pow(10, exponent - digits), "{0} is shown as {1}", exact, shown);
    }

    private async Task<string> Text(string column) => OneLine(await row.Locator($"[data-col={column}]").InnerTextAsync());

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static double? Number(JsonElement claim, string name)
        => claim.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Sign(string comparator) => comparator switch { ">=" => "≥", "<=" => "≤", _ => comparator };

    private static string Words(string verdict) => verdict == "NotRun" ? "Not run" : verdict;
}
