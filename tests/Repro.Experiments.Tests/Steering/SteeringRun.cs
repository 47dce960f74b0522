using Repro.Core;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tests.Miniature;
using Repro.Experiments.Tests.Verification;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Steering;

/// <summary>Steering, self-correction, semantic directions and topics of the tiny recipe, run once for the tests that read them.</summary>
public sealed class SteeringRun : IDisposable
{
    private static readonly string[] Names = ["steering", "self-correction", "control: ", "topics", "directions of topics"];

    private readonly StepRunner runner;

    public SteeringRun()
    {
        // More answers than usual, so that every topic has its eight misaligned ones.
        var tiny = TinyRecipe.Create();
        Recipe = tiny with { Sizes = tiny.Sizes with { Directions = 40 } };
        Walk = new Walk(new MiniatureMaterial(Recipe));
        Experiments = [.. ExperimentSet.Of(Walk).Where(experiment => experiment.OnDemand && Names.Any(experiment.Label.Contains))];
        Bundled = new BundledRun(store => new MiniatureRunner(TimeProvider.System).Run(
            Recipe,
            new TierRequest("miniature", null, null, ["C09"], store, 2, DevelopmentSeeds: true) { Metrics = [.. Experiments.SelectMany(experiment => experiment.Metrics)] },
            new SilentProgress(),
            CancellationToken.None));
        runner = new StepRunner(Bundled.Store, Compute.Describe(), new SilentProgress(), TimeProvider.System, CancellationToken.None);
    }

    internal MiniatureRecipe Recipe { get; }

    internal Walk Walk { get; }

    internal IReadOnlyList<Experiment> Experiments { get; }

    internal BundledRun Bundled { get; }

    internal T Resolve<T>(Step<T> step)
        where T : notnull
        => runner.Resolve(step);

    public void Dispose()
    {
        runner.Dispose();
        Bundled.Dispose();
    }
}
