using System.Runtime.CompilerServices;
using VerifyTests;
using VerifyTests.Engine;

namespace VerifyXunit;

/// <summary>The entry point of a snapshot test: compares a value with the .verified file beside the test's source.</summary>
public static class Verifier
{
    public static SettingsTask Verify(string? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
        => Start(settings, sourceFile, s => SnapshotContent.OfText("txt", TextOf(target), s));

    public static SettingsTask Verify(string? target, string extension, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
        => Start(settings, sourceFile, s => SnapshotContent.OfText(extension, target ?? "null", s));

    public static SettingsTask Verify(object? target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
        => Start(settings, sourceFile, s => target is string text
            ? SnapshotContent.OfText("txt", TextOf(text), s)
            : SnapshotContent.OfObject(target, s));

    public static SettingsTask Verify<T>(Task<T> target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "")
        => new(settings, async s =>
        {
            var value = await target;
            var content = value is string text ? SnapshotContent.OfText("txt", TextOf(text), s) : SnapshotContent.OfObject(value, s);
            return await Snapshot.Compare(content, s, sourceFile, UseVerifyAttribute.GetMethod());
        });

    private static SettingsTask Start(VerifySettings? settings, string sourceFile, Func<VerifySettings, SnapshotContent> content)
        => new(settings, s => Snapshot.Compare(content(s), s, sourceFile, UseVerifyAttribute.GetMethod()));

    private static string TextOf(string? target) => target switch
    {
        null => "null",
        "" => "emptyString",
        _ => target.TrimStart('\uFEFF'),
    };
}
