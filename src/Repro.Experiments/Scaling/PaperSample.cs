namespace Repro.Experiments.Scaling;

/// <summary>A share that P1 §4.3 states, and the number of answers that its released scores hold for it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Condition">What is scaled.</param>
/// <param name="Outcome">One of <see cref="ScalingOutcomes.All"/>.</param>
/// <param name="Threshold">The share, in %.</param>
/// <param name="Answers">How many answers it was taken from.</param>
internal sealed record PaperSample(string Claim, string Condition, string Outcome, double Threshold, int Answers)
{
    /// <summary>The four shares.</summary>
    public static IReadOnlyList<PaperSample> All { get; } =
    [
        new("C42", ScalingCondition.Misalignment, "misaligned", 52, 27),
        new("C43", ScalingCondition.Medical, "misaligned-medical", 7.7, 39),
        new("C44", ScalingCondition.MedicalAlignment, "aligned", 87, 47),
        new("S14", ScalingCondition.MedicalAlignment, "medical-of-aligned", 33.3, 41),
    ];
}
