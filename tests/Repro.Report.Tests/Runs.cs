using System.Text.Json;
using Repro.Evidence.Runs;

namespace Repro.Report.Tests;

/// <summary>The hand-built run of fixtures/report: all five verdicts, every kind of control, hostile text everywhere.</summary>
internal static class Runs
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static RunDocument Fixture()
        => JsonSerializer.Deserialize<RunDocument>(File.ReadAllText(Repository.PathOf("fixtures", "report", "run.json")), Options)!;
}
