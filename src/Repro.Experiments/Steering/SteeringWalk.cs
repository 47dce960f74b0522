using Repro.Experiments.Directions;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Steering;

/// <summary>The steps of steering the chat model by one family of vectors: sweeps, the cell that they choose, and fresh answers at that cell.</summary>
/// <param name="walk">The tier's steps.</param>
/// <param name="grid">The cells.</param>
/// <param name="vectors">The vectors of a kind and training seed.</param>
internal sealed class SteeringWalk(Walk walk, SteeringGrid grid, Func<string, long, SteeringVectors> vectors)
{
    /// <summary>Steering by the nine-adapter organism's mean-diff vectors (P1 §3.2) at every layer of the grid.</summary>
    public static SteeringWalk General(Walk walk) => new(walk, SteeringGrid.Of(walk.Material.Layers), (kind, seed) => Of(walk, kind, seed));

    /// <summary>The nine-adapter organism's vectors, or a control.</summary>
    public static SteeringVectors Of(Walk walk, string kind, long seed) =>
        new(kind, walk.Directions(OrganismNames.NineRank1, seed), kind == SteeringKind.Permuted ? walk.Activations(OrganismNames.NineRank1, seed) : null, seed);

    /// <summary>The same by other vectors, at one layer; labels call them <paramref name="name"/>.</summary>
    public static SteeringWalk By(Walk walk, string name, int layer, Func<long, Step<MeanDiff>> directions) =>
        new(walk, SteeringGrid.At(layer), (kind, seed) => new SteeringVectors(kind, directions(seed), null, seed) { Name = kind == SteeringKind.General ? name : $"{kind} {name}" });

    /// <summary>The cells.</summary>
    public SteeringGrid Grid => grid;

    /// <summary>Judged answers of every cell.</summary>
    public JudgedStep Swept(string kind, long seed) =>
        new JudgeStep(walk.Material, new SweepStep(walk.Material, vectors(kind, seed), grid, seed, SteeringGrid.Questions(walk.Material)));

    /// <summary>Judged sweeps of all seeds.</summary>
    public IReadOnlyList<JudgedStep> Sweeps(string kind) => [.. walk.Material.Seeds.Select(seed => Swept(kind, seed))];

    /// <summary>The cell that the sweeps of <paramref name="kind"/> choose.</summary>
    public SteeringChoiceStep Choice(string rule, string kind) => new(rule, grid, Sweeps(kind));

    /// <summary>Judged answers of the evaluation split, steered by <paramref name="kind"/> at the cell that the sweeps of <paramref name="searched"/> choose.</summary>
    public JudgedStep Judged(string kind, long seed, string rule, string searched) =>
        walk.Judged(OrganismNames.Chat, seed, new SteeringIntervention(vectors(kind, seed), Choice(rule, searched)));

    /// <summary>The same at a given cell.</summary>
    public JudgedStep Judged(string kind, long seed, SteeringCell cell) => walk.Judged(OrganismNames.Chat, seed, new SteeringIntervention(vectors(kind, seed), cell));
}
