using Repro.Claims;

namespace Repro.Judges.Recorded;

/// <summary>
/// Every reply of an LLM judge, one JSON object a line, appended and never changed. A line is in the file before its score is used; a last
/// line that a kill tore is cut away when the log is opened again. Any number of writers in one process share a log; a second process is refused.
/// </summary>
public sealed class JudgementLog : IDisposable
{
    private readonly LogFile? file;
    private readonly Dictionary<string, RecordedReply>? replies;
    private bool closed;

    private JudgementLog(string path, LogFile? file, Dictionary<string, RecordedReply>? replies)
    {
        Location = path;
        this.file = file;
        this.replies = replies;
    }

    /// <summary>Where it is.</summary>
    public string Location { get; }

    /// <summary>Replies in it.</summary>
    public int Count => file?.Count ?? replies!.Count;

    /// <summary>Opens a log to read and append; makes it where there is none.</summary>
    /// <exception cref="InputException">Another process writes it, or a line is no reply.</exception>
    public static JudgementLog Open(string path)
    {
        var whole = Path.GetFullPath(path);
        return new JudgementLog(whole, LogFile.Open(whole), null);
    }

    /// <summary>Reads a log as it stands; the file is neither changed nor held.</summary>
    /// <exception cref="InputException">There is none, or a line is no reply.</exception>
    public static JudgementLog Read(string path)
    {
        var whole = Path.GetFullPath(path);
        if (!File.Exists(whole)) throw new InputException($"Recorded judgements come from a log that exists; got '{path}'. Check the path, or make it with an LLM judge.");
        var found = new Dictionary<string, RecordedReply>(StringComparer.Ordinal);
        LogLines.Read(File.ReadAllBytes(whole), whole, found);
        return new JudgementLog(whole, null, found);
    }

    /// <summary>Closes it; what was added stays.</summary>
    public void Dispose()
    {
        if (closed) return;
        closed = true;
        file?.Close();
    }

    internal RecordedReply? Find(string key) => file is null ? replies!.GetValueOrDefault(key) : file.Find(key);

    internal void Add(RecordedReply reply)
    {
        ObjectDisposedException.ThrowIf(closed, this);
        if (file is null) throw new InvalidOperationException($"The log '{Location}' was opened to read. Open it with {nameof(Open)}.");
        file.Add(reply);
    }
}
