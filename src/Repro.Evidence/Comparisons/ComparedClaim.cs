using Repro.Claims;
using Repro.Claims.Results;

namespace Repro.Evidence.Comparisons;

/// <summary>What one side of a comparison says of a claim.</summary>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Value">The estimate; null where nothing was measured.</param>
/// <param name="Interval">[low, high]; null where nothing was measured.</param>
/// <param name="N">Observations behind the value.</param>
public sealed record ComparedClaim(Verdict Verdict, double? Value, IReadOnlyList<double>? Interval, int N)
{
    /// <summary>The part of a run's row that is compared.</summary>
    public static ComparedClaim Of(ClaimResult claim) => new(claim.Verdict, claim.Value, claim.Interval, claim.N);

    /// <summary>Whether verdict, value, interval and observations are the same.</summary>
    public bool IsSameAs(ComparedClaim other) =>
        Verdict == other.Verdict && Nullable.Equals(Value, other.Value) && N == other.N && (Interval ?? []).SequenceEqual(other.Interval ?? []);
}
