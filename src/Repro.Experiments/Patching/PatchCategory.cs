namespace Repro.Experiments.Patching;

/// <summary>Kinds of pairs of prompts (P1 App J, Figure 19).</summary>
internal static class PatchCategory
{
    /// <summary>Control: a prompt's own scalars of the same sample.</summary>
    public const string Self = "self";

    /// <summary>A prompt's scalars of another sample.</summary>
    public const string Same = "same-prompt";

    /// <summary>Two prompts that are not medical.</summary>
    public const string NonMedical = "non-medical";

    /// <summary>Two medical prompts.</summary>
    public const string Medical = "medical";

    /// <summary>Scalars of a prompt that is not medical go into a medical one.</summary>
    public const string IntoMedical = "non-medical-into-medical";

    /// <summary>Scalars of a medical prompt go into one that is not.</summary>
    public const string IntoNonMedical = "medical-into-non-medical";

    /// <summary>A medical and another prompt, in both directions: no pair's own category, but what Figure 19 counts together.</summary>
    public const string Mixed = "mixed";

    /// <summary>The paper's four.</summary>
    public static IReadOnlyList<string> Paper { get; } = [Same, NonMedical, Medical, Mixed];

    /// <summary>Everything that is counted.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Paper, IntoMedical, IntoNonMedical];

    /// <summary>Whether a pair's own category belongs to what is counted.</summary>
    public static bool Holds(string counted, string own) => counted == own || (counted == Mixed && own is IntoMedical or IntoNonMedical);
}
