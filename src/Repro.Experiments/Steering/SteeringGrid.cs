using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Steering;

/// <summary>The layers and strengths of a sweep. Cell 0 is the untouched model; then the strengths of the first layer, and so on.</summary>
/// <param name="Layers">Blocks that are steered, one at a time.</param>
/// <param name="Strengths">Above 0, growing.</param>
public sealed record SteeringGrid(IReadOnlyList<int> Layers, IReadOnlyList<double> Strengths)
{
    /// <summary>
    /// The paper prints no range; its released sweep has 8 only, and a fork of its code saw a peak and then a collapse between 2 and 24. Half a vector to
    /// twelve, closer together below 8, covers what leaves answers coherent and what breaks them.
    /// </summary>
    public static readonly IReadOnlyList<double> Usual = [0.5, 1, 2, 4, 6, 8, 12];

    /// <summary>More layers than this are thinned out, so that 48 layers cost three times 16, not nine.</summary>
    private const int MostLayers = 16;

    /// <summary>A cell's answers a question: enough to see ten points of EM over eight questions and three seeds (240 answers), few enough for a hundred cells.</summary>
    private const int Samples = 10;

    /// <summary>Every cell.</summary>
    public IReadOnlyList<SteeringCell> Cells { get; } = [new(Layers[0], 0), .. from layer in Layers from strength in Strengths select new SteeringCell(layer, strength)];

    /// <summary>All layers of a shallow model; of a deep one at most 16 between 1/6 and 5/6 of the depth, that of ablation among them: the ends do not steer (P1 Fig 1).</summary>
    public static SteeringGrid Of(LayerMap map)
    {
        if (map.Count <= MostLayers) return new SteeringGrid([.. Enumerable.Range(0, map.Count)], Usual);
        var (first, last) = (map.Count / 6, map.Count * 5 / 6);
        var spread = Enumerable.Range(0, MostLayers - 1).Select(i => first + (int)Math.Round((last - first) * i / (MostLayers - 2.0)));
        return new SteeringGrid([.. spread.Append(map.Ablation).Distinct().Order()], Usual);
    }

    /// <summary>The one layer whose semantic directions are compared (P1 §3.3: layer 24).</summary>
    public static SteeringGrid At(int layer) => new([layer], Usual);

    /// <summary>The middle third of the depth: where steering works best (P1 §3.2, "central layers").</summary>
    public IReadOnlyList<int> Central(int depth) => [.. Layers.Where(layer => 3 * layer >= depth && 3 * layer < 2 * depth)];

    /// <summary>What a cell is asked: the open questions, a few times each, in streams that no other set has.</summary>
    public static SampleSet Questions(ITierMaterial material) => new("sweep", material.Questions, Math.Clamp(material.Sizes.Evaluation / 5, 1, Samples));
}
