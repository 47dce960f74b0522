using Repro.Experiments.Ablation;
using Repro.Experiments.Convergence;
using Repro.Experiments.Emergence;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Patching;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Scalars;
using Repro.Experiments.Scaling;

namespace Repro.Experiments.Tiers;

/// <summary>Every experiment of the harness, declared over one walk. A tier runs those whose metrics are asked for.</summary>
public static class ExperimentSet
{
    /// <summary>All experiments, in the order of the paper.</summary>
    public static IReadOnlyList<Experiment> Of(Walk walk) =>
    [
        new EmergenceExperiment(walk, OrganismNames.Chat),
        .. walk.Material.Organisms.Keys.Select(organism => new EmergenceExperiment(walk, organism)),
        new AdapterInventory(walk, OrganismNames.NineRank1),
        new AdapterInventory(walk, OrganismNames.Medical),
        .. Ablations(walk, OrganismNames.NineRank1, [AblationMode.Layerwise, AblationMode.Single]),
        .. Ablations(walk, OrganismNames.Medical, [AblationMode.Transfer]),
        .. Ablations(walk, OrganismNames.Sports, [AblationMode.Transfer]),
        .. Ablations(walk, OrganismNames.Finance, [AblationMode.Transfer]),
        new ConvergenceExperiment(walk, [OrganismNames.Medical, OrganismNames.Sports, OrganismNames.Finance]),
        .. OfScalars(new ScalarWalk(walk)),
    ];

    /// <summary>Probing, scaling and patching the scalars of the nine adapters.</summary>
    private static IEnumerable<Experiment> OfScalars(ScalarWalk walk) =>
        [new ScalarProbeExperiment(walk), .. ScalingCondition.Measured.Select(condition => new ScalingExperiment(walk, condition)), new PatchExperiment(walk)];

    /// <summary>The asked modes, then the three controls that every ablation claim needs.</summary>
    private static IEnumerable<Experiment> Ablations(Walk walk, string target, IReadOnlyList<string> modes) =>
        modes.Concat([AblationMode.Random, AblationMode.Orthogonal, AblationMode.Zero])
            .Select(mode => new AblationExperiment(walk, mode, target));
}
