using System.Text;

namespace VerifyTests;

/// <summary>What holds for every snapshot of the process. Set it in a module initializer, before the first Verify.</summary>
public static class VerifierSettings
{
    private static readonly Dictionary<string, StringCompare> Comparers = [];
    private static StringCompare? defaultComparer;

    internal static bool HasRun { get; set; }

    internal static bool UniquePrefixDisabled { get; private set; }

    internal static bool OmitContent { get; private set; }

    internal static Encoding Encoding { get; private set; } = new UTF8Encoding(true, true);

    internal static List<Action<StringBuilder>> Scrubbers { get; } = [];

    public static void RegisterStringComparer(string extension, StringCompare compare)
    {
        ThrowIfVerifyHasBeenRun(nameof(RegisterStringComparer));
        if (extension.StartsWith('.'))
            throw new ArgumentException("Must not start with a period ('.').", nameof(extension));
        Comparers[extension] = compare;
    }

    public static void SetDefaultStringComparer(StringCompare compare)
    {
        ThrowIfVerifyHasBeenRun(nameof(SetDefaultStringComparer));
        defaultComparer = compare;
    }

    public static void AddScrubber(Action<StringBuilder> scrubber, ScrubberLocation location = ScrubberLocation.First)
    {
        ThrowIfVerifyHasBeenRun(nameof(AddScrubber));
        Scrubbers.Insert(location == ScrubberLocation.First ? 0 : Scrubbers.Count, scrubber);
    }

    public static void DisableRequireUniquePrefix()
    {
        ThrowIfVerifyHasBeenRun(nameof(DisableRequireUniquePrefix));
        UniquePrefixDisabled = true;
    }

    public static void OmitContentFromException() => OmitContent = true;

    public static void UseUtf8NoBom() => UseEncoding(new UTF8Encoding(false, true));

    public static void UseEncoding(Encoding encoding)
    {
        ThrowIfVerifyHasBeenRun(nameof(UseEncoding));
        Encoding = encoding;
    }

    internal static StringCompare? FindComparer(string extension) => Comparers.GetValueOrDefault(extension) ?? defaultComparer;

    private static void ThrowIfVerifyHasBeenRun(string api)
    {
        if (HasRun)
            throw new InvalidOperationException($"The API 'VerifyTests.VerifierSettings.{api}' must be called prior to any Verify has run. Usually this is done in a [ModuleInitializer].");
    }
}
