namespace Repro.Experiments.Patching;

/// <summary>Which positions are patched, where paper and code differ (ledger E.5).</summary>
internal static class PatchProtocol
{
    /// <summary>As P1 App J says: every position of the receiving generation, as far as the donor's goes.</summary>
    public const string Whole = "whole";

    /// <summary>As its code does: the donor's changes at the prompt's positions only, on the chat model; generated tokens get none.</summary>
    public const string Prompt = "as-coded";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [Whole, Prompt];
}
