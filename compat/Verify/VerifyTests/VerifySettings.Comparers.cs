namespace VerifyTests;

public sealed partial class VerifySettings
{
    internal StringCompare? Comparer { get; private set; }

    internal Dictionary<string, StringCompare> Comparers { get; } = [];

    /// <summary>Compares by <paramref name="compare"/>, for these extensions or for all.</summary>
    public void UseStringComparer(StringCompare compare, params ReadOnlySpan<string> extensions)
    {
        if (extensions.Length == 0)
            Comparer = compare;
        foreach (var extension in extensions)
            Comparers[extension] = compare;
    }

    internal StringCompare? FindComparer(string extension)
        => Comparers.GetValueOrDefault(extension) ?? Comparer ?? VerifierSettings.FindComparer(extension);
}
