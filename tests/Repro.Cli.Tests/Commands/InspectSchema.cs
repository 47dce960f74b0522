using System.Globalization;
using System.Text.Json;

namespace Repro.Cli.Tests.Commands;

/// <summary>
/// What an evaluation log of inspect_ai, JSON format version 2, must hold for its reader: needed fields, types and enumerations, written down from its
/// documentation and source (src/inspect_ai/log/_log.py, model/_model_output.py, scorer/_metric.py).
/// </summary>
internal static class InspectSchema
{
    private static readonly string[] Order = ["version", "status", "eval", "plan", "results", "stats", "error", "invalidated", "log_updates", "tags", "metadata", "samples", "reductions"];
    private static readonly string[] Statuses = ["started", "success", "cancelled", "error"];
    private static readonly string[] Stops = ["stop", "max_tokens", "model_length", "tool_calls", "content_filter", "unknown"];
    private static readonly string[] Roles = ["system", "user", "assistant", "tool"];

    public static IReadOnlyList<string> Check(JsonElement log)
    {
        var faults = new List<string>();
        string[] names = [.. log.EnumerateObject().Select(p => p.Name)];
        if (!names.SequenceEqual(Order.Where(names.Contains))) faults.Add($"fields: {string.Join(' ', names)} is not the format's order");
        if (Need(log, "version", "", faults, JsonValueKind.Number) is { } version && version.GetInt32() != 2) faults.Add("version: not 2");
        Enum(log, "status", "", Statuses, faults);
        if (Need(log, "eval", "", faults, JsonValueKind.Object) is { } spec) Spec(spec, faults);
        if (Need(log, "results", "", faults, JsonValueKind.Object) is { } results) Results(results, faults);
        if (Need(log, "stats", "", faults, JsonValueKind.Object) is { } stats)
        {
            Time(stats, "started_at", "stats.", faults);
            Time(stats, "completed_at", "stats.", faults);
        }

        if (Need(log, "plan", "", faults, JsonValueKind.Object) is { } plan) foreach (var step in Need(plan, "steps", "plan.", faults, JsonValueKind.Array)?.EnumerateArray() ?? []) Need(step, "solver", "plan.steps.", faults, JsonValueKind.String);
        foreach (var (i, sample) in (Need(log, "samples", "", faults, JsonValueKind.Array)?.EnumerateArray().ToList() ?? []).Index()) Sample(sample, $"samples[{i}].", faults);
        return faults;
    }

    private static void Spec(JsonElement spec, List<string> faults)
    {
        Need(spec, "task", "eval.", faults, JsonValueKind.String);
        Need(spec, "model", "eval.", faults, JsonValueKind.String);
        Need(spec, "config", "eval.", faults, JsonValueKind.Object);
        Need(spec, "dataset", "eval.", faults, JsonValueKind.Object);
        Time(spec, "created", "eval.", faults);
        if (spec.TryGetProperty("revision", out var revision) && revision.ValueKind == JsonValueKind.Object)
        {
            Enum(revision, "type", "eval.revision.", ["git"], faults);
            Need(revision, "origin", "eval.revision.", faults, JsonValueKind.String);
            Need(revision, "commit", "eval.revision.", faults, JsonValueKind.String);
        }
    }

    private static void Results(JsonElement results, List<string> faults)
    {
        Need(results, "total_samples", "results.", faults, JsonValueKind.Number);
        Need(results, "completed_samples", "results.", faults, JsonValueKind.Number);
        foreach (var score in Need(results, "scores", "results.", faults, JsonValueKind.Array)?.EnumerateArray() ?? [])
        {
            Need(score, "name", "results.scores.", faults, JsonValueKind.String);
            Need(score, "scorer", "results.scores.", faults, JsonValueKind.String);
            foreach (var metric in Need(score, "metrics", "results.scores.", faults, JsonValueKind.Object)?.EnumerateObject() ?? default)
            {
                Need(metric.Value, "name", "results.scores.metrics.", faults, JsonValueKind.String);
                Need(metric.Value, "value", "results.scores.metrics.", faults, JsonValueKind.Number);
            }
        }
    }

    private static void Sample(JsonElement sample, string at, List<string> faults)
    {
        Need(sample, "id", at, faults, JsonValueKind.String, JsonValueKind.Number);
        Need(sample, "epoch", at, faults, JsonValueKind.Number);
        Need(sample, "input", at, faults, JsonValueKind.String, JsonValueKind.Array);
        Need(sample, "target", at, faults, JsonValueKind.String, JsonValueKind.Array);
        foreach (var message in Need(sample, "messages", at, faults, JsonValueKind.Array)?.EnumerateArray() ?? []) Message(message, $"{at}messages.", faults);
        if (Need(sample, "output", at, faults, JsonValueKind.Object) is { } output)
        {
            Need(output, "model", $"{at}output.", faults, JsonValueKind.String);
            foreach (var choice in Need(output, "choices", $"{at}output.", faults, JsonValueKind.Array)?.EnumerateArray() ?? [])
            {
                Enum(choice, "stop_reason", $"{at}output.choices.", Stops, faults);
                if (Need(choice, "message", $"{at}output.choices.", faults, JsonValueKind.Object) is { } message) Message(message, $"{at}output.choices.message.", faults);
            }
        }

        foreach (var score in Need(sample, "scores", at, faults, JsonValueKind.Object)?.EnumerateObject() ?? default) Need(score.Value, "value", $"{at}scores.{score.Name}.", faults, JsonValueKind.Number, JsonValueKind.String);
    }

    private static void Message(JsonElement message, string at, List<string> faults)
    {
        Enum(message, "role", at, Roles, faults);
        Need(message, "content", at, faults, JsonValueKind.String, JsonValueKind.Array);
    }

    private static JsonElement? Need(JsonElement of, string name, string at, List<string> faults, params JsonValueKind[] kinds)
    {
        if (!of.TryGetProperty(name, out var value))
        {
            faults.Add($"{at}{name}: missing");
            return null;
        }

        if (kinds.Contains(value.ValueKind)) return value;
        faults.Add($"{at}{name}: {value.ValueKind} is no {string.Join(" or ", kinds)}");
        return null;
    }

    private static void Enum(JsonElement of, string name, string at, string[] allowed, List<string> faults)
    {
        if (Need(of, name, at, faults, JsonValueKind.String) is { } value && !allowed.Contains(value.GetString(), StringComparer.Ordinal)) faults.Add($"{at}{name}: '{value.GetString()}' is none of {string.Join(", ", allowed)}");
    }

    private static void Time(JsonElement of, string name, string at, List<string> faults)
    {
        if (Need(of, name, at, faults, JsonValueKind.String) is { } value && !DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _)) faults.Add($"{at}{name}: '{value.GetString()}' is no time");
    }
}
