namespace Repro.Report.Figures.Svg;

/// <summary>A linear axis with round ticks.</summary>
internal sealed class SvgAxis
{
    private readonly double low;
    private readonly double high;
    private readonly double from;
    private readonly double to;

    private SvgAxis(double low, double high, double from, double to, IReadOnlyList<double> ticks) => (this.low, this.high, this.from, this.to, Ticks) = (low, high, from, to, ticks);

    public IReadOnlyList<double> Ticks { get; }

    /// <summary>From one round number to another, around all values.</summary>
    public static SvgAxis Round(IReadOnlyCollection<double> values, double from, double to)
    {
        var (low, high) = (values.Min(), values.Max());
        if (high - low < 1e-12) (low, high) = (low - 0.5, high + 0.5);
        var step = Step((high - low) / 5);
        var (first, last) = (Math.Floor((low / step) + 1e-9), Math.Ceiling((high / step) - 1e-9));
        return new SvgAxis(first * step, last * step, from, to, [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => Math.Round((first + i) * step, 12))]);
    }

    /// <summary>From the least value to the largest, with ticks at the values where they are few.</summary>
    public static SvgAxis At(IReadOnlyCollection<double> values, double from, double to)
    {
        const int Most = 24;
        var distinct = values.Distinct().Order().ToList();
        var (low, high) = (distinct[0], distinct[^1]);
        if (distinct.Count == 1) return new SvgAxis(low - 1, high + 1, from, to, distinct);
        var step = Math.Max(Step((high - low) / 10), distinct.All(double.IsInteger) ? 1 : 0);
        var near = distinct.Zip(distinct.Skip(1)).Min(pair => pair.Second - pair.First) * (to - from) / (high - low) < 22;
        var ticks = distinct.Count <= Most && !near ? distinct : [.. Enumerable.Range((int)Math.Ceiling(low / step), (int)(Math.Floor(high / step) - Math.Ceiling(low / step)) + 1).Select(i => Math.Round(i * step, 12))];
        return new SvgAxis(low, high, from, to, ticks);
    }

    /// <summary>Where a value stands, in pixels.</summary>
    public double this[double value] => from + ((to - from) * (value - low) / (high - low));

    private static double Step(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return (rough / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
    }
}
