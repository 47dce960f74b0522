using Repro.Experiments.Ablation;
using Repro.Experiments.Convergence;
using Repro.Experiments.Emergence;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.SelfCorrection;
using Repro.Experiments.Semantics;
using Repro.Experiments.Steering;
using Repro.Experiments.Topics;

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
        .. new[] { OrganismNames.Medical, OrganismNames.Sports, OrganismNames.Finance }.Select(organism => new TopicsExperiment(walk, organism)),
        .. Steering(walk),
        .. Semantics(walk),
    ];

    /// <summary>The mean-diff vectors and random ones, each at the cells that they choose; then the controls at the former's cell.</summary>
    private static IEnumerable<Experiment> Steering(Walk walk) =>
    [
        .. new[] { SteeringKind.General, SteeringKind.Random }.SelectMany(kind => new Experiment[] { new SteeringExperiment(walk, kind), new SelfCorrectionExperiment(walk, kind) }),
        .. new[] { SteeringKind.Orthogonal, SteeringKind.Permuted, SteeringKind.Zero }.Select(kind => new SteeringControlExperiment(walk, kind)),
    ];

    private static IEnumerable<Experiment> Semantics(Walk walk) =>
        [.. SemanticTopics.All.Prepend(SemanticTopics.General).Select(direction => new SemanticSteeringExperiment(walk, direction)), new SemanticGeometryExperiment(walk)];

    /// <summary>The asked modes, then the three controls that every ablation claim needs.</summary>
    private static IEnumerable<Experiment> Ablations(Walk walk, string target, IReadOnlyList<string> modes) =>
        modes.Concat([AblationMode.Random, AblationMode.Orthogonal, AblationMode.Zero])
            .Select(mode => new AblationExperiment(walk, mode, target));
}
