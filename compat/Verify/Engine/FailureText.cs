using System.Text;

namespace VerifyTests.Engine;

/// <summary>The failure message in Verify's layout: what differs, then the content to paste.</summary>
internal static class FailureText
{
    public static string Of(string folder, FilePair pair, string received, Snapshot.Outcome outcome, IReadOnlyList<string> stale)
    {
        var receivedName = Path.GetFileName(pair.ReceivedPath);
        var verifiedName = Path.GetFileName(pair.VerifiedPath);
        var kind = outcome.IsEqual ? "Equal" : outcome.Verified is null ? "New" : "NotEqual";
        var files = $"{kind}:\n  - Received: {receivedName}\n    Verified: {verifiedName}\n";
        var delete = stale.Count == 0 ? "" : "Delete:\n" + string.Concat(stale.Select(f => $"  - {Path.GetFileName(f)}\n"));
        var text = new StringBuilder($"Directory: {folder}\n").Append(outcome.IsEqual ? delete + files : files + delete);
        if (outcome.IsEqual || VerifierSettings.OmitContent)
            return text.ToString();

        text.Append($"\nFileContent:\n\n{kind}:\n\nReceived: {receivedName}\n");
        if (outcome.Message is not null)
            text.Append($"Verified: {verifiedName}\nCompare Result:\n{outcome.Message}\n");
        else if (outcome.Verified is null)
            text.Append($"{received}\n");
        else
            text.Append($"{received}\nVerified: {verifiedName}\n{outcome.Verified}\n");
        return text.Append('\n').ToString();
    }
}
