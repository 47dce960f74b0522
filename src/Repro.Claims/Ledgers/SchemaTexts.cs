namespace Repro.Claims.Ledgers;

/// <summary>What an editor says of each key of a claim.</summary>
internal static class SchemaTexts
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["id"] = "Stable id, such as C18.",
        ["title"] = "One line, in our words.",
        ["statement"] = "The claim in full, in our words.",
        ["source"] = "Where it is made: the section, and the paper where it is not the file's.",
        ["estimand"] = "What kind of quantity it is about. The kind decides the interval, the unit, the comparators and the controls.",
        ["metrics"] = "Keys of the measurements. The claim holds only if it holds for each of them.",
        ["comparator"] = "How the value must stand to the threshold.",
        ["threshold"] = "In 'unit'; the paper's own statement. No tier changes it.",
        ["unit"] = "%, points, cosine, ratio, count, tau or nats: as the estimand has it.",
        ["paper-value"] = "The paper's own value, in 'unit'.",
        ["alpha"] = "Level of each one-sided test; 0.05 when absent.",
        ["family"] = "Claims that are judged together.",
        ["primary"] = "The claim of the family that this one is secondary to: its family-wise verdict is Supported only where that one's is.",
        ["cluster"] = "What answers are clustered by.",
        ["max-missing"] = "Share of answers without a score, in %, above which the claim is Invalid; 5 when absent.",
        ["exceptions"] = "Layers that may miss a cosine's threshold.",
        ["inputs"] = "Named numbers of an arithmetic claim.",
        ["formula"] = "Names of the inputs, numbers, + - * / and brackets.",
        ["digits"] = "Decimals that an arithmetic claim states.",
        ["sampling"] = "Counts behind the two shares of an arithmetic claim, for its interval.",
        ["controls"] = "One that fails or was not run makes the claim Invalid.",
        ["uncontrolled"] = "Why the claim does without a control that its kind demands.",
        ["preconditions"] = "Such as a coherence floor: the consequence of a control.",
        ["tiers"] = "What is expected in each tier; 'every' stands for all of them.",
        ["whole"] = "Answered only by a run of the whole tier ('--tier' named), or by id.",
        ["untestable"] = "Why this cannot be tested: its verdict is NotRun with this reason.",
        ["variants"] = "Other readings, where the paper's text and its code differ.",
    };

    /// <exception cref="InvalidOperationException">The key has no text yet.</exception>
    public static string Of(string key) => Texts.TryGetValue(key, out var text)
        ? text
        : throw new InvalidOperationException($"The schema says of every key what it is, and '{key}' has no text. Add it to SchemaTexts.");
}
