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

/// <summary>A real run of the tiny recipe, its folder and its bundle: made once for the tests that read them.</summary>
public sealed class BundledRun : IDisposable
{
    private readonly TempFolder folder = new();

    public BundledRun()
        : this(TinyRecipe.Create(), [], [])
    {
    }

    internal BundledRun(MiniatureRecipe recipe, IReadOnlyList<string> claims, IReadOnlyList<string> metrics)
    {
        Compute.Configure(2);
        Store = new ArtifactStore(In("store"));
        Outcome = new MiniatureRunner(TimeProvider.System).Run(
            recipe, new TierRequest("miniature", null, null, claims, Store, 2, DevelopmentSeeds: true) { Metrics = metrics }, new SilentProgress(), CancellationToken.None);
        var document = new RunDocument(
            new ClaimsDocument("miniature-tiny", "miniature", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, []),
            new Provenance
            {
                Commit = "abc", Dirty = false, LedgerHash = "cafe", CommandLine = "repro run",
                Versions = new Dictionary<string, string>(StringComparer.Ordinal), Machine = new Dictionary<string, string>(StringComparer.Ordinal),
                Environment = new Dictionary<string, string>(StringComparer.Ordinal), Seeds = Outcome.Seeds,
                Stages = Outcome.Stages, ArtifactsRoot = ArtifactsRoot.In(Store, Outcome.Stages.Select(s => s.ArtifactId)),
            },
            Outcome.Curves,
            Outcome.Samples);
        RunFolder.Write(In("run"), document, Outcome.Book, ClaimTexts.None, "<html>");
        Run = StoredRun.Open(In("run"));
        Evidence = new RunEvidence(Run, Store, weights: false);
        Index = BundleWriter.Write(Zip, "miniature-tiny", document.Provenance.ArtifactsRoot!, Evidence, CancellationToken.None);
    }

    public TierOutcome Outcome { get; }

    public ArtifactStore Store { get; }

    public StoredRun Run { get; }

    public RunEvidence Evidence { get; }

    public BundleIndex Index { get; }

    public string Zip => In("run.zip");

    public string In(string name) => Path.Combine(folder.Path, name);

    public void Dispose() => folder.Dispose();
}
