using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Goldens;
using Repro.Claims.Results;

namespace Repro.Evidence.Comparisons;

/// <summary>An approved result as a side of a comparison.</summary>
internal static class ApprovedRow
{
    private sealed record Row(Verdict Verdict, double? Value, IReadOnlyList<double>? Interval, int N);

    /// <exception cref="InputException">The file is no approved result.</exception>
    public static ComparedClaim Read(Reference golden)
    {
        try
        {
            var row = JsonSerializer.Deserialize<Row>(golden.Json, ClaimsJson.Options) ?? throw new JsonException("it is null");
            return new ComparedClaim(row.Verdict, row.Value, row.Interval, row.N);
        }
        catch (JsonException mistake)
        {
            throw new InputException($"{golden.Name}:{(mistake.LineNumber ?? 0) + 1}: an approved result is a JSON object with verdict, value, interval and n; this one is not: {mistake.Message}", mistake);
        }
    }
}
