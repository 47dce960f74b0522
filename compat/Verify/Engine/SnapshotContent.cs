using System.Text;

namespace VerifyTests.Engine;

/// <summary>The received text after scrubbing, the extension of its file, and the value it came from.</summary>
internal sealed record SnapshotContent(string Extension, string Text, object? Target)
{
    public static SnapshotContent OfText(string extension, string text, VerifySettings settings)
        => new(extension, Scrub(text, settings), text);

    public static SnapshotContent OfObject(object? target, VerifySettings settings)
        => new(settings.StrictJson ? "json" : "txt", ObjectText.Write(target, settings.StrictJson, value => Scrub(value, settings)), target);

    private static string Scrub(string text, VerifySettings settings)
    {
        var builder = new StringBuilder(text);
        if (settings.ScrubbersEnabled)
        {
            foreach (var scrubber in settings.Scrubbers)
                scrubber(builder);
            foreach (var scrubber in VerifierSettings.Scrubbers)
                scrubber(builder);
            Folders.Scrub(builder, VerifyXunit.UseVerifyAttribute.GetMethod().ReflectedType!.Assembly);
        }

        return builder.Replace("\r\n", "\n").Replace('\r', '\n').ToString();
    }
}
