using Repro.Claims.Ledgers;
using Repro.Claims.Results;
using Repro.Core;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;
using Repro.Experiments.Miniature;
using Repro.Experiments.Tests.Miniature;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Verification;

/// <summary>A real run of the tiny recipe with what is measured on demand, its folder and its bundle: made once for the tests that read them.</summary>
public sealed class BundledRun : IDisposable
{
    /// <summary>Metrics that no claim of the default run asks for.</summary>
    public static readonly string[] OnDemand =
    [
        "ablation.single.single-rank-1", "ablation.random.single-rank-1", "ablation.orthogonal.single-rank-1", "ablation.zero.single-rank-1", "ablation.one-layer.single-rank-1",
        "ablation.one-layer-random.single-rank-1", "ablation.from-b.single-rank-1", "ablation.from-b-random.single-rank-1", "ablation.from-b-zero.single-rank-1", "em.best-other-layer-set",
        "em.single-rank-1-sports", "em.single-rank-1-finance", "cosine.b-vector.mean-diff", "cosine.downstream.b-vector.mean-diff",
    ];

    private readonly TempFolder folder = new();

    public BundledRun()
        : this(store => new MiniatureRunner(TimeProvider.System).Run(
            TinyRecipe.Create(), new TierRequest("miniature", null, null, [], store, 2, DevelopmentSeeds: true) { Metrics = OnDemand }, new SilentProgress(), CancellationToken.None))
    {
    }

    internal BundledRun(Func<ArtifactStore, TierOutcome> make)
    {
        Compute.Configure(2);
        Store = new ArtifactStore(In("store"));
        Outcome = make(Store);
        Run = Folder(In("run"), Outcome, Store);
        Evidence = new RunEvidence(Run, Store, weights: false);
        Index = BundleWriter.Write(Zip, "miniature-tiny", Run.Manifest.Provenance.ArtifactsRoot!, Evidence, CancellationToken.None);
    }

    public TierOutcome Outcome { get; }

    public ArtifactStore Store { get; }

    public StoredRun Run { get; }

    public RunEvidence Evidence { get; }

    public BundleIndex Index { get; }

    public string Zip => In("run.zip");

    public string In(string name) => Path.Combine(folder.Path, name);

    public void Dispose() => folder.Dispose();

    /// <summary>The folder of a run that was made without a command line.</summary>
    internal static StoredRun Folder(string folder, TierOutcome outcome, ArtifactStore store)
    {
        var document = new RunDocument(
            new ClaimsDocument("miniature-tiny", "miniature", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, []),
            new Provenance
            {
                Commit = "abc", Dirty = false, LedgerHash = "cafe", CommandLine = "repro run",
                Versions = new Dictionary<string, string>(StringComparer.Ordinal), Machine = new Dictionary<string, string>(StringComparer.Ordinal),
                Environment = new Dictionary<string, string>(StringComparer.Ordinal), Seeds = outcome.Seeds,
                Stages = outcome.Stages, ArtifactsRoot = ArtifactsRoot.In(store, outcome.Stages.Select(s => s.ArtifactId)),
            },
            outcome.Curves,
            outcome.Samples);
        RunFolder.Write(folder, document, outcome.Book, ClaimTexts.None, "<html>");
        return StoredRun.Open(folder);
    }
}
