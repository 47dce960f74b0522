using System.Text.Json.Nodes;
using Repro.Claims.Results;
using Repro.Claims.Statistics;

namespace Repro.Claims.Goldens;

/// <summary>The Reproduction axis: does the run give the approved numbers? Says nothing of the claim.</summary>
public static class GoldenComparer
{
    /// <summary>
    /// Bitwise when nothing differs; WithinTolerance when only numbers do, each within the golden's own tolerance;
    /// StatisticallyConsistent when the two intervals overlap; else Drifted. NoReference when either side holds no value.
    /// </summary>
    /// <exception cref="InputException">The golden is malformed, or is of another claim or tier.</exception>
    public static GoldenComparison Compare(ClaimResult measured, Reference golden)
    {
        var differences = NumericJson.Compare(golden.Name, golden.Json, ClaimsJson.Write(measured));
        if (differences.FirstOrDefault(d => d.Path is "id" or "tier") is { } mixed)
            throw new InputException($"{golden.Name}: a golden is of the claim and tier that it is compared with; {mixed}.");
        var approved = IntervalOf(golden);
        if (approved is null || measured.Interval is null)
            return new GoldenComparison(Reproduction.NoReference, differences);
        var reproduction = differences.Count == 0 ? Reproduction.Bitwise
            : differences.All(d => d.IsWithin) ? Reproduction.WithinTolerance
            : approved.Value.Overlaps(new Interval(measured.Interval[0], measured.Interval[1])) ? Reproduction.StatisticallyConsistent
            : Reproduction.Drifted;
        return new GoldenComparison(reproduction, differences);
    }

    private static Interval? IntervalOf(Reference golden) => NumericJson.ParseObject(golden.Name, golden.Json)["interval"] switch
    {
        null => null,
        JsonArray { Count: 2 } ends when ends.All(e => e is JsonValue v && v.TryGetValue<double>(out _)) => new Interval(ends[0]!.GetValue<double>(), ends[1]!.GetValue<double>()),
        var other => throw new InputException($"{golden.Name}: 'interval' is [low, high]; got {other.ToJsonString()}."),
    };
}
