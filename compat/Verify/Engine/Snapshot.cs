using System.Reflection;
using System.Text;

namespace VerifyTests.Engine;

/// <summary>Compares received text with the .verified file; writes .received when they differ, removes it when they agree.</summary>
internal static class Snapshot
{
    public static async Task<VerifyResult> Compare(SnapshotContent content, VerifySettings settings, string sourceFile, MethodInfo method)
    {
        VerifierSettings.HasRun = true;
        var folder = FileNames.Folder(settings, sourceFile);
        var prefix = FileNames.Prefix(settings, method);
        FileNames.ThrowIfUsed(settings, Path.Combine(folder, prefix));
        var pair = new FilePair(
            content.Extension,
            Path.Combine(folder, $"{prefix}.received.{content.Extension}"),
            Path.Combine(folder, $"{prefix}.verified.{content.Extension}"));
        foreach (var old in Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f).StartsWith($"{prefix}.received.", StringComparison.Ordinal)))
            File.Delete(old);
        var stale = Directory.EnumerateFiles(folder)
            .Where(f => Path.GetFileName(f).StartsWith($"{prefix}.verified.", StringComparison.Ordinal) && f != pair.VerifiedPath)
            .Order(StringComparer.Ordinal).ToList();

        var outcome = await CompareTexts(content, settings, pair);
        if (outcome.IsEqual && stale.Count == 0)
            return new VerifyResult([pair], content.Target);

        if (settings.Auto)
        {
            await File.WriteAllTextAsync(pair.VerifiedPath, content.Text, VerifierSettings.Encoding);
            stale.ForEach(File.Delete);
            return new VerifyResult([pair], content.Target);
        }

        if (!outcome.IsEqual)
            await File.WriteAllTextAsync(pair.ReceivedPath, content.Text, VerifierSettings.Encoding);
        throw new VerifyException(FailureText.Of(folder, pair, content.Text, outcome, stale));
    }

    private static async Task<Outcome> CompareTexts(SnapshotContent content, VerifySettings settings, FilePair pair)
    {
        if (new FileInfo(pair.VerifiedPath) is not { Exists: true, Length: > 0 })
            return new Outcome(false, null, null);
        var verified = (await File.ReadAllTextAsync(pair.VerifiedPath, Encoding.UTF8)).Replace("\r\n", "\n").Replace('\r', '\n');
        if (verified.Length - 1 == content.Text.Length && verified.EndsWith('\n'))
            verified = verified[..^1];
        if (verified == content.Text)
            return new Outcome(true, verified, null);
        if (settings.FindComparer(content.Extension) is not { } compare)
            return new Outcome(false, verified, null);
        var result = await compare(content.Text, verified, settings.Context);
        return new Outcome(result.IsEqual, verified, result.Message);
    }

    /// <summary>Verified is null when there is no snapshot yet.</summary>
    internal sealed record Outcome(bool IsEqual, string? Verified, string? Message);
}
