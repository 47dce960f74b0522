using System.Diagnostics;
using System.Text;
using Repro.Claims;
using Repro.Evidence.Files;

namespace Repro.Evidence.Runs;

/// <summary>The code that a run was made with: its commit, and what differs from it.</summary>
/// <param name="Commit">Forty digits, or "unknown" outside of a git repository.</param>
/// <param name="Changed">Files that differ from the commit or that it does not know.</param>
/// <param name="DiffHash">SHA-256 over the difference and the files that the commit does not know; null in a clean tree.</param>
public sealed record WorkingTree(string Commit, IReadOnlyList<string> Changed, string? DiffHash)
{
    private const string Unknown = "unknown";

    /// <summary>Looks at the tree in <paramref name="folder"/>.</summary>
    public static WorkingTree Of(string folder)
    {
        if (Git(folder, "rev-parse", "HEAD") is not { } commit) return new WorkingTree(Unknown, [], null);
        // Names end with a zero byte, so that any name is one; of a rename, the old name follows as an entry of its own.
        var known = (Git(folder, "diff", "HEAD", "--name-only", "--no-renames", "-z") ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var unknown = (Git(folder, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/") ?? "").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        if (known.Length + unknown.Length == 0) return new WorkingTree(commit.Trim(), [], null);
        var text = new StringBuilder(Git(folder, "diff", "HEAD", "--binary", "--no-ext-diff", "--no-renames", "--no-color"));
        var top = (Git(folder, "rev-parse", "--show-toplevel") ?? folder).TrimEnd('\n');
        foreach (var file in unknown.Order(StringComparer.Ordinal)) text.Append(file).Append(' ').Append(File.Exists(Path.Combine(top, file)) ? Sha256.OfFile(Path.Combine(top, file)) : "none").Append('\n');
        return new WorkingTree(commit.Trim(), [.. known.Concat(unknown).Order(StringComparer.Ordinal)], Sha256.OfText(text.ToString()));
    }

    /// <summary>Refuses a tree from which no golden may come: its commit would not say what made the numbers. The goldens themselves may differ.</summary>
    /// <exception cref="InputException">The tree is dirty, or there is no commit.</exception>
    public void CheckMayAccept()
    {
        if (Commit == Unknown) throw new InputException("A golden is accepted from a commit, which says what made its numbers; here is no git repository. Clone the repository, then run the same with REPRO_ACCEPT=1.");
        string[] dirty = [.. Changed.Where(file => !file.StartsWith("golden/", StringComparison.Ordinal))];
        if (dirty.Length > 0)
            throw new InputException($"A golden is accepted from a clean working tree, so that its commit says what made its numbers; got {dirty.Length} changed {(dirty.Length == 1 ? "file" : "files")}: {string.Join(", ", dirty.Take(5))}{(dirty.Length > 5 ? ", ..." : "")}. Commit or stash them, then run the same with REPRO_ACCEPT=1.");
    }

    private static string? Git(string folder, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("git", ["-C", folder, "--no-optional-locks", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            using var process = Process.Start(start);
            if (process is null) return null;
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // git is not installed
        }
    }
}
