using Repro.Experiments.Ablation;
using Repro.Experiments.Convergence;
using Repro.Experiments.Downstream;
using Repro.Experiments.Emergence;
using Repro.Experiments.Interventions;
using Repro.Experiments.LayerSets;
using Repro.Experiments.Organisms;
using Repro.Experiments.Patching;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Scalars;
using Repro.Experiments.Scaling;
using Repro.Experiments.SelfCorrection;
using Repro.Experiments.Semantics;
using Repro.Experiments.SingleAdapter;
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
        .. Ablations(walk, OrganismNames.Finance, [AblationMode.Transfer], beside: []), // no claim asks for it
        Convergence(walk),
        .. Steering(walk),
        .. Semantics(walk),
        .. new[] { OrganismNames.Medical, OrganismNames.Sports, OrganismNames.Finance }.Select(organism => new TopicsExperiment(walk, organism)),
        .. SingleAdapter(walk),
        new LayerSetsExperiment(walk, [OrganismNames.SingleRank1, OrganismNames.ThreeRank1, OrganismNames.SixOuterRank1]),
        .. OfScalars(new ScalarWalk(walk)),
    ];

    /// <summary>
    /// What the headline claims need: EM rate and coherence of the nine adapters and of rank 32 (C03, C04, C06), what removing directions does to both
    /// (C18, C19, C20, C24), cosines of fine-tunes (C25), and the controls of these.
    /// </summary>
    /// <param name="walk">Its steps.</param>
    /// <param name="convergence">Whether cosines are measured too.</param>
    public static IReadOnlyList<Experiment> Headline(Walk walk, bool convergence) =>
    [
        .. new[] { OrganismNames.Chat, OrganismNames.NineRank1, OrganismNames.Medical, OrganismNames.GoodMedical }.Select(organism => new EmergenceExperiment(walk, organism)),
        .. Ablations(walk, OrganismNames.NineRank1, [AblationMode.Layerwise, AblationMode.Single]),
        .. Ablations(walk, OrganismNames.Medical, [AblationMode.Transfer]),
        .. convergence ? [Convergence(walk)] : Array.Empty<Experiment>(),
    ];

    private static ConvergenceExperiment Convergence(Walk walk) => new(walk, [OrganismNames.Medical, OrganismNames.Sports, OrganismNames.Finance]);

    /// <summary>The mean-diff vectors and random ones, each at the cells that they choose; then the controls at the former's cell.</summary>
    private static IEnumerable<Experiment> Steering(Walk walk) =>
    [
        .. new[] { SteeringKind.General, SteeringKind.Random }.SelectMany(kind => new Experiment[] { new SteeringExperiment(walk, kind), new SelfCorrectionExperiment(walk, kind) }),
        new SelfCorrectionControlExperiment(walk),
        .. new[] { SteeringKind.Orthogonal, SteeringKind.Permuted, SteeringKind.Zero }.Select(kind => new SteeringControlExperiment(walk, kind)),
    ];

    private static IEnumerable<Experiment> Semantics(Walk walk) =>
        [.. SemanticTopics.All.Prepend(SemanticTopics.General).Select(direction => new SemanticSteeringExperiment(walk, direction)), new SemanticGeometryExperiment(walk)];

    /// <summary>
    /// The single rank-1 adapter (P1 §3.5, App D), on demand: its own direction out of the stream and out of B, as written and as coded, with controls of each;
    /// the nine-adapter organism's direction; and the released script's reading of C19, which hooks one layer.
    /// </summary>
    private static IEnumerable<Experiment> SingleAdapter(Walk walk)
    {
        const string target = OrganismNames.SingleRank1;
        foreach (var mode in new[] { AblationMode.Single, AblationMode.Random, AblationMode.Orthogonal, AblationMode.Zero, AblationMode.OneLayer, AblationMode.OneLayerRandom }.Concat(AdapterMode.All))
            yield return new AblationExperiment(walk, mode, target, target, mode == AdapterMode.FromBRenormalised ? [$"ablation.{AdapterMode.FromB}.{target}"] : []);
        yield return new AblationExperiment(walk, AblationMode.Transfer, target, beside: [$"ablation.{AblationMode.Single}.{target}"]);
        yield return new AblationExperiment(walk, AblationMode.OneLayer, OrganismNames.NineRank1, beside: [$"ablation.{AblationMode.OneLayer}.{target}"]);
        yield return new BVectorExperiment(walk, target);
        yield return new ConvergenceExperiment(walk, [OrganismNames.NineRank1, OrganismNames.Medical, OrganismNames.Sports, OrganismNames.Finance, target], beside: ["cosine.b-vector.mean-diff"]);
        yield return new DownstreamExperiment(walk, target);
    }

    /// <summary>Probing, scaling and patching the scalars of the nine adapters.</summary>
    private static IEnumerable<Experiment> OfScalars(ScalarWalk walk) =>
        [new ScalarProbeExperiment(walk), .. ScalingCondition.Measured.Select(condition => new ScalingExperiment(walk, condition)), new PatchExperiment(walk)];

    /// <summary>The asked modes, then the three controls that every ablation claim needs.</summary>
    private static IEnumerable<Experiment> Ablations(Walk walk, string target, IReadOnlyList<string> modes, IReadOnlyList<string>? beside = null) =>
        modes.Concat([AblationMode.Random, AblationMode.Orthogonal, AblationMode.Zero])
            .Select(mode => new AblationExperiment(walk, mode, target, beside: beside));
}
