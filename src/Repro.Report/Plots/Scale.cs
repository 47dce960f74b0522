using System.Globalization;

namespace Repro.Report.Plots;

/// <summary>A linear axis over all the numbers of one claim, in percent of the plot's width.</summary>
internal sealed class Scale
{
    // Room on both sides, so that markers and labels at the ends stay inside.
    private const double Left = 6;
    private const double Width = 88;
    private readonly double low;
    private readonly double high;

    private Scale(double low, double high, IReadOnlyList<double> ticks)
    {
        this.low = low;
        this.high = high;
        Ticks = ticks;
    }

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Covers <paramref name="values"/>, begins at 0 where that is near, and ends on round numbers.</summary>
    public static Scale Over(IReadOnlyCollection<double> values)
    {
        var (low, high) = (values.Min(), values.Max());
        if (low > 0 && low < 0.6 * high)
            low = 0;
        var step = Step((high - low) / 4);
        var first = Math.Floor((low / step) + 1e-9);
        var last = Math.Ceiling((high / step) - 1e-9);
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 12)).ToList();
        return new Scale(first * step, last * step, ticks);
    }

    /// <summary>Where the axis begins, in percent of the width.</summary>
    public static double Start => Left;

    /// <summary>Where the axis ends, in percent of the width.</summary>
    public static double End => Left + Width;

    /// <summary>Position of a value, in percent of the width.</summary>
    public double Percent(double value) => Left + (Width * (Math.Clamp(value, low, high) - low) / (high - low));

    /// <summary>The same as an SVG length.</summary>
    public string X(double value) => Length(Percent(value));

    public static string Length(double percent) => percent.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
    }
}
