using Repro.Experiments.Organisms;
using Repro.Experiments.Steering;

namespace Repro.Experiments.Semantics;

/// <summary>The steps of semantic directions: more answers of the nine-adapter organism, their activations, and steering by each direction.</summary>
internal sealed class SemanticWalk(Walk walk)
{
    private const string Source = OrganismNames.NineRank1;

    /// <summary>Activation sums of the larger sample.</summary>
    public SemanticActivationsStep Activations(long seed) =>
        new(walk.Material, walk.Trained(Source, seed), walk.Judged(Source, seed, SemanticTopics.Questions(walk.Material), intervention: null), seed);

    /// <summary>Steering at the ablation layer (P1 §3.3: layer 24 only) by the general direction or that of a topic.</summary>
    public SteeringWalk Steering(string direction) => SteeringWalk.By(
        walk, $"one-layer {direction}", walk.Material.Layers.Ablation, seed => direction == SemanticTopics.General ? walk.Directions(Source, seed) : new SemanticDirectionsStep(direction, Activations(seed)));
}
