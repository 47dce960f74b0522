using System.Collections.Concurrent;
using Repro.Claims.Goldens;
using Repro.Claims.Ledgers;
using Repro.Claims.Measurements;
using Repro.Claims.Results;
using Repro.Evidence.Store;
using Repro.Experiments.Tiers;
using Repro.Judges;

namespace Repro.Claims.ExperimentTests;

/// <summary>Measures one tier on demand. Organisms are trained once: what a claim needs and an earlier one (or <c>./repro run</c>) made is read from the store.</summary>
internal sealed class TierAnswers(string tier)
{
    private static readonly ConcurrentDictionary<string, TierAnswers> ByTier = new(StringComparer.Ordinal);

    private static readonly HttpClient NoHttp = new(); // a recorded judge sends nothing

    private readonly Dictionary<string, Measurement> book = new(StringComparer.Ordinal);

    /// <summary>The answers of a tier, shared by all tests of this run.</summary>
    public static TierAnswers Of(string tier) => ByTier.GetOrAdd(tier, name => new TierAnswers(name));

    /// <summary>The claim's result, compared with its golden.</summary>
    public ClaimResult Decide(Claim claim, IStageProgress progress)
    {
        var needed = claim.NeededIn(tier).Where(key => !book.ContainsKey(key)).ToList();
        if (needed.Count > 0)
        {
            foreach (var (key, measurement) in Measure(claim, needed, progress)) book[key] = measurement;
        }

        return Decider.Decide(claim, tier, book, Reference.Find(TestPaths.Golden, tier, claim.Id));
    }

    private IReadOnlyDictionary<string, Measurement> Measure(Claim claim, List<string> needed, IStageProgress progress)
    {
        if (tier == Claims.Tiers.Published && TestPaths.PublishedData is null)
        {
            const string Reason = "No released scores on this machine: set REPRO_DATA to a folder that holds 'scores' and 'adapter-scaling'.";
            return needed.ToDictionary(key => key, Measurement (_) => new MissingMeasurement(Reason), StringComparer.Ordinal);
        }

        var data = tier == Claims.Tiers.Paper ? TestPaths.PaperData : TestPaths.PublishedData;
        using var judge = tier == Claims.Tiers.Paper && TestPaths.Judge is { } chosen ? JudgeFactory.Create(chosen, NoHttp, TimeProvider.System, new Dictionary<string, string>(StringComparer.Ordinal)) : null;
        var request = new TierRequest(tier, data, TestPaths.Model, [claim.Id], new ArtifactStore(TestPaths.Store), Threads: 0, DevelopmentSeeds: false) { Metrics = needed, Judge = judge?.Judge };
        return TierRunners.For(tier).Run(request, progress, CancellationToken.None).Book;
    }
}
