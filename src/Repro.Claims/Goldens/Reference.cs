using System.Text.Json.Nodes;
using Repro.Claims.Results;

namespace Repro.Claims.Goldens;

/// <summary>The approved result of one claim in one tier, with the tolerances that it states for itself: golden/claims/{tier}/{id}.json.</summary>
/// <param name="Name">The file, for messages.</param>
/// <param name="Json">Its text.</param>
public sealed record Reference(string Name, string Json)
{
    private static readonly string[] Recorded = ["id", "tier", "verdict", "value", "interval", "n", "controls"];

    private static readonly Tolerance Default = new(1e-9, 1e-6);

    /// <summary>golden/claims/{tier}/{id}.json under <paramref name="folder"/> (golden/claims), or null when there is none.</summary>
    public static Reference? Find(string folder, string tier, string id)
    {
        var path = PathOf(folder, tier, id);
        return File.Exists(path) ? new Reference(path, File.ReadAllText(path)) : null;
    }

    /// <summary>Where a claim's golden lies under <paramref name="folder"/>.</summary>
    public static string PathOf(string folder, string tier, string id) => Path.Combine(folder, tier, $"{id}.json");

    /// <summary>
    /// The golden of a measured result, for a run with REPRO_ACCEPT=1: what a comparison reads, and the tolerances of <paramref name="previous"/>,
    /// or 1e-9 absolute and 1e-6 relative where there is none.
    /// </summary>
    public static Reference Of(ClaimResult result, string name, Reference? previous = null)
    {
        var all = NumericJson.ParseObject(name, ClaimsJson.Write(result));
        var golden = new JsonObject();
        foreach (var field in Recorded)
            golden[field] = all[field]?.DeepClone();
        golden["tolerance"] = (previous is null ? null : NumericJson.ParseObject(previous.Name, previous.Json)["tolerance"]?.DeepClone())
            ?? new JsonObject { ["default"] = new JsonObject { ["absolute"] = Default.Absolute, ["relative"] = Default.Relative } };
        return new Reference(name, golden.ToJsonString(ClaimsJson.Options) + "\n");
    }

    /// <summary>Writes the golden of <paramref name="result"/> under <paramref name="folder"/>, keeping the tolerances of the one it replaces.</summary>
    public static void Accept(string folder, ClaimResult result)
    {
        var path = PathOf(folder, result.Tier, result.Id);
        var golden = Of(result, path, Find(folder, result.Tier, result.Id));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, golden.Json);
    }
}
