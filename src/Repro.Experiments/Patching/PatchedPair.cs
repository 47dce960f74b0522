namespace Repro.Experiments.Patching;

/// <summary>A pair as judged answers name it.</summary>
/// <param name="Id">Its name among questions.</param>
/// <param name="Category">One of <see cref="PatchCategory"/>.</param>
/// <param name="Receiver">The question that was asked.</param>
internal sealed record PatchedPair(string Id, string Category, string Receiver)
{
    /// <summary>The name, among questions, of a prompt's own generation, from which its scalars were recorded.</summary>
    public static string Unpatched(string prompt) => $"unpatched: {prompt}";
}
