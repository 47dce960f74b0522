using System.Globalization;

namespace Repro.Experiments.Data;

/// <summary>Python's <c>repr</c> of a float: the shortest digits that round-trip, an exponent below 1e-4 and from 1e16 on.</summary>
internal static class PythonFloat
{
    public static string Text(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), $"A score is finite; got {value}.");
        var shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        for (var precision = 0; precision < 16; precision++)
        {
            var text = value.ToString($"E{precision}", CultureInfo.InvariantCulture);
            if (!double.Parse(text, CultureInfo.InvariantCulture).Equals(value)) continue;
            shortest = text;
            break;
        }

        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = shortest[0] == '-' ? "-" : "";
        var digits = shortest[sign.Length..mark].Replace(".", "", StringComparison.Ordinal).TrimEnd('0') is { Length: > 0 } some ? some : "0";
        return sign + exponent switch
        {
            < -4 or >= 16 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}",
            < 0 => $"0.{new string('0', -exponent - 1)}{digits}",
            _ when digits.Length <= exponent + 1 => $"{digits.PadRight(exponent + 1, '0')}.0",
            _ => $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
        };
    }
}
