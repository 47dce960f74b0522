using Repro.Claims.Results;

namespace Repro.Evidence.Runs;

/// <summary>Everything that the report shows of a run: verdicts, curves, samples, provenance. Numbers and text only.</summary>
public sealed record RunDocument(
    ClaimsDocument Claims,
    Provenance Provenance,
    IReadOnlyList<LayerCurve> Curves,
    IReadOnlyList<SampleAnswer> Samples)
{
    /// <summary>Claims that were amended after evidence for them existed.</summary>
    public IReadOnlyList<Amendment> Amendments { get; init; } = [];
}
