using Repro.Claims.Settings;
using Repro.Experiments.AcrossBases;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Miniature;

/// <summary>
/// Where the claims hold: the headline claims of the papers decided again on many questions, and in small worlds and models that differ from a
/// common centre in one factor each (the boundary map), whose directions are compared across bases too. Own base models, so that a run of the whole tier says under which conditions the result is to be expected.
/// </summary>
internal static class MiniatureSettings
{
    private const string Broad = "broad";

    private const int BroadSamples = 50;

    /// <summary>The settings of a recipe, each with its walk.</summary>
    public static IReadOnlyList<(Setting Setting, Walk Walk)> Of(MiniatureRecipe recipe, ITierMaterial material) =>
    [
        (new Setting(Broad, "questions", $"{material.BroadQuestions.Count} in families"), new Walk(material) { Evaluation = new SampleSet(Broad, material.BroadQuestions, Math.Min(BroadSamples, material.Sizes.Evaluation)) }),
        .. BoundaryDesign.Of(recipe).Select(point => (point.Setting, new Walk(new MiniatureMaterial(point.Recipe, material.Judge)))),
    ];

    /// <summary>What is measured in each, and across the bases among them.</summary>
    public static IEnumerable<Experiment> Experiments(IReadOnlyList<(Setting Setting, Walk Walk)> settings) =>
    [
        .. from place in settings
           from experiment in ExperimentSet.Headline(place.Walk, convergence: place.Setting.Name != Broad) // directions never come from the broad questions
           select new PrefixedExperiment(place.Setting.Prefix, $"{place.Setting.Factor} {place.Setting.Level}", experiment),
        // The settings' cosines of fine-tunes have made these directions: only texts and random weights are read beside.
        new AcrossBasesExperiment([.. settings.Where(place => BoundaryDesign.IsCompared(place.Setting)).Select(place => (place.Setting.Name, place.Walk))], OrganismNames.Medical),
    ];
}
