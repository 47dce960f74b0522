using Repro.Experiments.Scalars;

namespace Repro.Experiments.Scaling;

/// <summary>
/// Which adapters' scalars are multiplied, and by what (P1 §4.3, App I). The lots are shown in the figure beside the claim and decide nothing: no row of the
/// ledger reads them.
/// </summary>
internal static class ScalingCondition
{
    /// <summary>No scalar is touched: the control.</summary>
    public const string Unscaled = "unscaled";

    /// <summary>The adapters of misalignment up, the others off.</summary>
    public const string Misalignment = "misalignment";

    /// <summary>The adapters of medicine up, the others off.</summary>
    public const string Medical = "medical";

    /// <summary>The adapters of medicine up, those of misalignment reversed, the rest off.</summary>
    public const string MedicalAlignment = "medical-alignment";

    /// <summary>As many adapters as misalignment has, by lot, at its gain: shown beside the claim, decides nothing.</summary>
    public const string PermutedMisalignment = "permuted-misalignment";

    /// <summary>As many adapters as medicine has, by lot, at its gain: shown beside the claim, decides nothing.</summary>
    public const string PermutedMedical = "permuted-medical";

    /// <summary>Of the paper's gains, what is reversed has a third: 30 and -10.</summary>
    private const double Reversed = -1 / 3.0;

    /// <summary>Conditions whose gain is chosen.</summary>
    public static IReadOnlyList<string> Chosen { get; } = [Misalignment, Medical, MedicalAlignment];

    /// <summary>Conditions with an experiment of their own; the lots come with what they are shown beside.</summary>
    public static IReadOnlyList<string> Measured { get; } = [Unscaled, .. Chosen];

    /// <summary>Every condition.</summary>
    public static IReadOnlyList<string> All { get; } = [Unscaled, .. Chosen, PermutedMisalignment, PermutedMedical];

    /// <summary>A condition, and where it has one its lot: what is measured together.</summary>
    public static IReadOnlyList<string> WithLot(string condition) => condition switch
    {
        Misalignment => [Misalignment, PermutedMisalignment],
        Medical => [Medical, PermutedMedical],
        _ => [condition],
    };

    /// <summary>The condition whose gain this one uses.</summary>
    public static string GainOf(string condition) => condition switch
    {
        PermutedMisalignment => Misalignment,
        PermutedMedical => Medical,
        _ => condition,
    };

    /// <summary>The factor of each layer's scalar.</summary>
    /// <param name="condition">One of <see cref="All"/>.</param>
    /// <param name="roles">The adapters by role.</param>
    /// <param name="gain">How far up.</param>
    /// <param name="seed">Draws the lots.</param>
    public static IReadOnlyDictionary<int, double> Factors(string condition, AdapterChoice roles, double gain, long seed)
    {
        var chosen = condition is PermutedMisalignment or PermutedMedical ? roles.Permuted(seed) : roles;
        double Of(int layer) => condition switch
        {
            Unscaled => 1,
            Misalignment or PermutedMisalignment => chosen.Misalignment.Contains(layer) ? gain : 0,
            Medical or PermutedMedical => chosen.Medical.Contains(layer) ? gain : 0,
            MedicalAlignment => chosen.Medical.Contains(layer) ? gain : chosen.Misalignment.Contains(layer) ? gain * Reversed : 0,
            _ => throw new ArgumentException($"A scaling is one of {string.Join(", ", All)}, but it is '{condition}'.", nameof(condition)),
        };
        return roles.Layers.ToDictionary(layer => layer, Of);
    }
}
