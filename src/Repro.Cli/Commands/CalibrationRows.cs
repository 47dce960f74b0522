using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Calibrating;

namespace Repro.Cli.Commands;

/// <summary>Rows of a calibration that <c>calibrate --json</c> printed, on this machine or on others.</summary>
internal static class CalibrationRows
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>The rows of the plan, in its order.</summary>
    /// <param name="files">JSON files; each row of the plan stands in exactly one of them.</param>
    /// <exception cref="InputException">A file is none, or the files are not the rows of the plan.</exception>
    internal static IReadOnlyList<CalibrationRow> Read(IReadOnlyList<string> files)
    {
        var rows = files.SelectMany(Parse).ToLookup(Name);
        var plan = Calibrator.Plan.Select(row => (row.Estimand, row.World, row.Method, row.Kind)).ToList();
        var strange = rows.Select(row => row.Key).Except(plan).Select(key => $"{key.Estimand}, {key.World}, {key.Method} is none of them");
        var wrong = plan.Where(key => rows[key].Count() != 1).Select(key => $"{key.Estimand}, {key.World}, {key.Method} stands {rows[key].Count()} times");
        return strange.Concat(wrong).FirstOrDefault() is { } mistake
            ? throw new InputException($"--rows needs each of the {plan.Count} rows of the calibration once; {mistake}. Print them again with './repro calibrate --json'.")
            : [.. plan.Select(key => rows[key].Single())];
    }

    private static (string Estimand, string World, string Method, CalibrationKind Kind) Name(CalibrationRow row) => (row.Estimand, row.World, row.Method, row.Kind);

    private static CalibrationRow[] Parse(string file)
    {
        if (!File.Exists(file)) throw new InputException($"--rows names files that exist; got '{file}'. Check the path.");
        try
        {
            var rows = JsonSerializer.Deserialize<CalibrationRow[]>(File.ReadAllText(file), Options) ?? throw new JsonException("the file is null");
            return rows.All(row => row is { Worlds: > 0, Supported: >= 0 and <= 1, Refuted: >= 0 and <= 1 })
                ? rows
                : throw new JsonException("a rate is not a share, or of no worlds");
        }
        catch (JsonException mistake)
        {
            throw new InputException($"{file}: rows of a calibration are what './repro calibrate --json' prints; these are not ({mistake.Message.Split('.')[0]}). Print them again.", mistake);
        }
    }
}
