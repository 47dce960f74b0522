using Repro.Claims.Goldens;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Evidence.Comparisons;

/// <summary>One side of a comparison: a run, or the approved results.</summary>
public sealed record ComparedRun
{
    /// <summary>As the reader named it.</summary>
    public required string Name { get; init; }

    /// <summary>The run's id; null for the approved results.</summary>
    public string? Run { get; init; }

    /// <summary>published, miniature or paper.</summary>
    public required string Tier { get; init; }

    /// <summary>The run's rows, in its order; empty for the approved results.</summary>
    public IReadOnlyList<ClaimResult> Rows { get; init; } = [];

    /// <summary>The approved results by claim; empty for a run.</summary>
    public IReadOnlyDictionary<string, Reference> Approved { get; init; } = new Dictionary<string, Reference>(StringComparer.Ordinal);

    /// <summary>Metrics that each claim rests on.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Metrics { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The book of measurements.</summary>
    public IReadOnlyDictionary<string, Measurement> Book { get; init; } = new Dictionary<string, Measurement>(StringComparer.Ordinal);

    /// <summary>The scores of the judged answers; null where they are not there.</summary>
    public JudgedScores? Scores { get; init; }

    /// <summary>What made the run; null for the approved results.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The claims as they were answered.</summary>
    public ClaimTexts Ledger { get; init; } = ClaimTexts.None;

    /// <summary>Ids of the claims, in order.</summary>
    internal IEnumerable<string> Ids => Rows.Count > 0 ? Rows.Select(row => row.Id) : Approved.Keys.Order(StringComparer.Ordinal);

    /// <summary>What this side says of a claim; null where it says nothing.</summary>
    internal ComparedClaim? Find(string id) =>
        Rows.FirstOrDefault(row => row.Id == id) is { } row ? ComparedClaim.Of(row)
        : Approved.TryGetValue(id, out var golden) ? ApprovedRow.Read(golden)
        : null;
}
