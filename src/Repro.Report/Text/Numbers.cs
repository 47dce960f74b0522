using System.Globalization;
using Repro.Report.Html;

namespace Repro.Report.Text;

/// <summary>Numbers as people read them; the exact value stays in the element's <c>value</c>.</summary>
internal static class Numbers
{
    private const string NoBreak = "\u00A0";

    /// <summary>Three digits that matter, for what was measured: 20.8, 0.812, 336.</summary>
    public static string Short(double value) => Short(value, value == Math.Floor(value));

    private static string Short(double value, bool isWhole)
    {
        if (!double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        var size = Math.Abs(value);
        var text = size switch
        {
            0 => "0",
            < 0.001 or >= 1e9 => value.ToString("0.##e+0", CultureInfo.InvariantCulture),
            _ when isWhole => value.ToString("0", CultureInfo.InvariantCulture),
            >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
            >= 1 => value.ToString("0.00", CultureInfo.InvariantCulture),
            _ => value.ToString("0.000", CultureInfo.InvariantCulture),
        };
        return text.Replace('-', '\u2212');
    }

    /// <summary>The number as it was chosen, for thresholds and axes: 10, 0.8, 98.75.</summary>
    public static string Plain(double value)
        => Math.Abs(value) is >= 1e-4 and < 1e9 ? value.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '\u2212') : Short(value);

    /// <summary>The short number with its unit where the unit is a sign: 20.8 %.</summary>
    public static string WithUnit(double value, string unit) => Sign(Short(value), unit);

    /// <summary>The plain number with its unit where the unit is a sign: 10 %.</summary>
    public static string PlainWithUnit(double value, string unit) => Sign(Plain(value), unit);

    /// <summary>As few digits as bring the value back exactly.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>[18.2, 23.6]</summary>
    public static string Interval(IReadOnlyList<double> interval)
    {
        var areWhole = interval.All(end => end == Math.Floor(end));
        return $"[{Short(interval[0], areWhole)},{NoBreak}{Short(interval[1], areWhole)}]";
    }

    /// <summary>&gt; 10 %, with the comparator as a sign.</summary>
    public static string Threshold(string comparator, double threshold, string unit)
        => $"{Sign(comparator)}{NoBreak}{PlainWithUnit(threshold, unit)}";

    public static string Seconds(double seconds) => seconds switch
    {
        < 60 => $"{seconds.ToString("0.0", CultureInfo.InvariantCulture)}{NoBreak}s",
        < 3600 => $"{(int)(seconds / 60)}{NoBreak}min {(int)(seconds % 60)}{NoBreak}s",
        _ => $"{(int)(seconds / 3600)}{NoBreak}h {(int)(seconds % 3600 / 60)}{NoBreak}min",
    };

    public static string Bytes(long bytes) => bytes >= 1L << 30
        ? $"{(bytes / (double)(1L << 30)).ToString("0.00", CultureInfo.InvariantCulture)}{NoBreak}GiB"
        : $"{(bytes / (double)(1L << 20)).ToString("0", CultureInfo.InvariantCulture)}{NoBreak}MiB";

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A data element: what is shown, and the exact value for machines.</summary>
    public static Markup Data(double value, string shown) => Markup.Of($"<data value=\"{Exact(value)}\">{shown}</data>");

    private static string Sign(string number, string unit) => unit == "%" ? $"{number}{NoBreak}%" : number;

    private static string Sign(string comparator) => comparator switch
    {
        ">=" => "\u2265",
        "<=" => "\u2264",
        _ => comparator,
    };
}
