using Repro.Evidence.Files;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Scalars;

/// <summary>The sets of questions of the experiments on scalars. A set's name holds a hash of its prompts, as no other part of a step's key does.</summary>
internal static class ScalarSamples
{
    /// <summary>The open questions, their templates and the medical ones: where probed answers come from.</summary>
    public static SampleSet Probed(ITierMaterial material) => Of("scalars", [.. material.Questions, .. material.TemplateQuestions, .. material.MedicalQuestions], material.Scalars.Samples);

    /// <summary>The prompts of adapter scaling (P1 App I: eight open questions and their eight templates).</summary>
    public static SampleSet Scaled(ITierMaterial material) => Of("scaling", [.. material.Questions, .. material.TemplateQuestions], material.Scalars.ScalingSamples);

    /// <summary>The same prompts, other streams: where gains are chosen.</summary>
    public static SampleSet Gains(ITierMaterial material) => Of("gains", [.. material.Questions, .. material.TemplateQuestions], material.Scalars.GainSamples);

    /// <summary>A named set.</summary>
    public static SampleSet Of(string name, IReadOnlyList<OpenQuestion> questions, int samples) =>
        new($"{name} {Sha256.OfText(CanonicalJson.Serialize(questions))[..8]}", questions, samples);

    /// <summary>Refuses where the tier has no medical questions.</summary>
    /// <exception cref="NotMeasurableException">It has none.</exception>
    public static void NeedMedical(ITierMaterial material)
    {
        if (material.MedicalQuestions.Count == 0)
            throw new NotMeasurableException("Answers to medical questions are needed, and the tier has no such questions. Put the authors' medical_questions.yaml beside the papers' questions.");
    }
}
