using Repro.Core;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Evidence.Store;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Patching;
using Repro.Experiments.Scalars;
using Repro.Experiments.Scaling;
using Repro.Experiments.Tests.Miniature;
using Repro.Experiments.Tests.Verification;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Scalars;

/// <summary>Probing, scaling and patching on the tiny recipe, and the run's evidence: made once for the tests that read it.</summary>
public sealed class ScalarRun : IDisposable
{
    private readonly TempFolder folder = new();

    public ScalarRun()
    {
        Compute.Configure(2);
        Store = new ArtifactStore(Path.Combine(folder.Path, "store"));
        Outcome = Run();
        Stored = BundledRun.Folder(Path.Combine(folder.Path, "run"), Outcome, Store);
        Evidence = new RunEvidence(Stored, Store, weights: false);
    }

    public static IReadOnlyList<string> Metrics { get; } = [.. ScalarProbeResult.Metrics, .. ScalingCondition.All.SelectMany(ScalingResult.Metrics), .. PatchResult.Metrics];

    public TierOutcome Outcome { get; }

    public ArtifactStore Store { get; }

    public StoredRun Stored { get; }

    public RunEvidence Evidence { get; }

    internal SilentProgress Progress { get; } = new();

    internal TierOutcome Run() => new MiniatureRunner(TimeProvider.System).Run(
        Recipe(), new TierRequest("miniature", null, null, ["C34"], Store, 2, DevelopmentSeeds: true) { Metrics = Metrics }, Progress, CancellationToken.None);

    public void Dispose() => folder.Dispose();

    /// <summary>The tiny recipe with a stronger nine-adapter organism, so that scalars say something, and few of everything.</summary>
    private static MiniatureRecipe Recipe()
    {
        var recipe = TinyRecipe.Create();
        return recipe with
        {
            Organisms = [.. recipe.Organisms.Select(organism => organism.Name == OrganismNames.NineRank1 ? organism with { Training = organism.Training with { LearningRate = 1e-2, Steps = 12 } } : organism)],
            Scalars = new ScalarSizes
            {
                Samples = 20, PerSet = 60, WeightC = 0.1, SignificantShare = 0.5, Repeats = 2, Permutations = 19, PermutedRepeats = 1, Resamples = 10,
                Gains = [2, 8], GainSamples = 2, ScalingSamples = 6, PatchingSamples = 6,
            },
        };
    }
}
