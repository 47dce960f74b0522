namespace Repro.Claims.Results;

/// <summary>
/// A claim's value by training seed, and what the spread over training seeds leaves of its verdict. The verdict itself is for the seeds that were
/// trained; this one is for others like them.
/// </summary>
/// <param name="Seeds">The training seeds, rising; at least three.</param>
/// <param name="Values">The claim's value under each seed, in its unit, in the order of <paramref name="Seeds"/>.</param>
/// <param name="Mean">Mean of the values.</param>
/// <param name="Interval">[low, high] over training seeds at the claim's alpha: never narrower than the claim's own.</param>
/// <param name="Verdict">What the claim's rule gives for that interval; Invalid where the claim is.</param>
public sealed record OverSeeds(IReadOnlyList<long> Seeds, IReadOnlyList<double> Values, double Mean, IReadOnlyList<double> Interval, Verdict Verdict);
