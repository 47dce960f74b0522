using System.Globalization;

namespace Repro.Evidence.Runs;

/// <summary>
/// Energy of the processor packages between two looks, where the kernel tells it (RAPL, Linux): of the whole machine, whoever used it. Most systems let only
/// root read it; then there is no number.
/// </summary>
public sealed class EnergyMeter
{
    private readonly IReadOnlyDictionary<string, long> began;

    private EnergyMeter(IReadOnlyDictionary<string, long> began) => this.began = began;

    /// <summary>Where Linux keeps the counters.</summary>
    public const string Counters = "/sys/class/powercap";

    /// <summary>The first look.</summary>
    public static EnergyMeter Start(string counters = Counters) => new(Read(counters));

    /// <summary>Joules since the first look; null where the machine does not tell. A counter that began again is taken to have done so once.</summary>
    public double? Joules()
    {
        if (began.Count == 0) return null;
        var total = 0.0;
        foreach (var (zone, before) in began)
        {
            if (Number(Path.Combine(zone, "energy_uj")) is not { } now) return null;
            var used = now - before;
            if (used < 0) used += Number(Path.Combine(zone, "max_energy_range_uj")) ?? 0;
            if (used < 0) return null;
            total += used / 1e6;
        }

        return Math.Round(total, 1);
    }

    /// <summary>Packages only, intel-rapl:0 and so on: what lies below them is part of them.</summary>
    private static Dictionary<string, long> Read(string counters)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        if (!Directory.Exists(counters)) return found;
        foreach (var zone in Directory.EnumerateDirectories(counters, "intel-rapl:*").Where(z => Path.GetFileName(z).Count(c => c == ':') == 1))
        {
            if (Number(Path.Combine(zone, "energy_uj")) is { } energy) found.Add(zone, energy);
        }

        return found;
    }

    private static long? Number(string file)
    {
        try
        {
            return File.Exists(file) && long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
