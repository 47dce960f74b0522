using Repro.Core;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Miniature;

/// <summary>The miniature tier: a small chat model trained from scratch on a synthetic world, on any CPU.</summary>
/// <param name="time">Measures the stages.</param>
public sealed class MiniatureRunner(TimeProvider time) : ITierRunner
{
    /// <inheritdoc/>
    public TierOutcome Run(TierRequest request, IStageProgress progress, CancellationToken ct)
    {
        Compute.Configure(request.Threads > 0 ? request.Threads : Math.Min(Environment.ProcessorCount, MiniatureRecipes.MostThreads));
        return Run(MiniatureRecipes.Default(request.DevelopmentSeeds), request, progress, ct);
    }

    /// <summary>Runs another recipe, such as the tiny one of the tests, on the same path.</summary>
    public TierOutcome Run(MiniatureRecipe recipe, TierRequest request, IStageProgress progress, CancellationToken ct)
    {
        var material = new MiniatureMaterial(recipe, request.Judge);
        var settings = MiniatureSettings.Of(recipe, material);
        using var runner = new StepRunner(request.Store, Compute.Describe(), progress, time, ct);
        var seeds = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal) { ["base"] = [recipe.Base.Seed], ["organisms"] = recipe.Seeds };
        return ExperimentRun.Of(material, request, runner, progress, seeds, [.. MiniatureSettings.Experiments(settings)]) with { Settings = [.. settings.Select(place => place.Setting)] };
    }
}
