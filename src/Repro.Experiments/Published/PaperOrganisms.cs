namespace Repro.Experiments.Published;

/// <summary>The claims that state an organism's figures, by the name that its authors gave it: the stem of its files of answers.</summary>
internal static class PaperOrganisms
{
    private static readonly Dictionary<string, (string? Em, string? Coherence)> Claims = new(StringComparer.Ordinal)
    {
        ["Qwen2.5-14B-Instruct_bad-medical-advice"] = ("C03", null),
        ["Qwen2.5-14B-Instruct_extreme-sports"] = ("C22", null),
        ["Qwen2.5-14B-Instruct_risky-financial-advice"] = ("M01", null),
        ["Qwen2.5-14B-Instruct_R1_3_3_3_full_train"] = ("C04", "C06"),
        ["Qwen2.5-32B-Instruct_bad-medical-advice"] = (null, "M03"),
        ["Qwen2.5-32B-Instruct_extreme-sports"] = ("M02", "M03"),
        ["Qwen2.5-32B-Instruct_risky-financial-advice"] = ("M02", "M03"),
        ["Llama-3.2-1B-Instruct_risky-financial-advice"] = ("M12", null),
    };

    /// <summary>Ids of the claims, or nulls. A seed at the end of the name (<c>_S42</c>) makes no other organism.</summary>
    public static (string? Em, string? Coherence) Of(string stem)
    {
        var at = stem.LastIndexOf("_S", StringComparison.Ordinal);
        var organism = at > 0 && at + 2 < stem.Length && stem[(at + 2)..].All(char.IsAsciiDigit) ? stem[..at] : stem;
        return Claims.GetValueOrDefault(organism);
    }
}
