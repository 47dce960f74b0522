using System.Diagnostics;
using System.Globalization;

namespace Repro.Evidence.Files;

/// <summary>What processes that were killed left beside a place: <c>.NAME.PROCESS.tmp</c>. It belongs to nobody once its process is gone.</summary>
internal static class Leavings
{
    private const string Ending = ".tmp";

    /// <summary>The folder beside <paramref name="place"/> that this process fills before it is put there.</summary>
    internal static string Of(string place) => Path.Combine(Path.GetDirectoryName(place)!, $"{Prefix(place)}{Environment.ProcessId}{Ending}");

    /// <summary>Removes the folders that dead processes left.</summary>
    internal static void Remove(string place)
    {
        var parent = Path.GetDirectoryName(place)!;
        if (!Directory.Exists(parent)) return;
        foreach (var folder in Directory.EnumerateDirectories(parent, $"{Prefix(place)}*{Ending}"))
        {
            var owner = Path.GetFileName(folder)[Prefix(place).Length..^Ending.Length];
            if (int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && !IsAlive(id)) Directory.Delete(folder, recursive: true);
        }
    }

    private static string Prefix(string place) => $".{Path.GetFileName(place)}.";

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
