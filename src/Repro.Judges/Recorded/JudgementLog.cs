using Repro.Claims;
using Repro.Judges.Llm;

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

    /// <summary>Reads a log out of a stream, such as a file of a bundle.</summary>
    /// <param name="stream">Its bytes, at most <see cref="MostBytes"/>.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="InputException">A line is no reply, or it is larger.</exception>
    public static JudgementLog Parse(Stream stream, string name)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > MostBytes) throw new InputException($"{name}: a log of replies has at most {MostBytes} bytes; this one has more. Take it from where it was made.");
            bytes.Write(buffer, 0, read);
        }

        var found = new Dictionary<string, RecordedReply>(StringComparer.Ordinal);
        LogLines.Read(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), name, found);
        return new JudgementLog(name, null, found);
    }

    /// <summary>Most bytes of a log that is read out of a stream.</summary>
    public const int MostBytes = 1 << 30;

    /// <summary>Writes the replies of one judge's model and metrics, in order of their keys: the same replies give the same bytes.</summary>
    public void WriteTo(Stream stream, JudgeProtocol protocol)
    {
        foreach (var reply in (file?.Snapshot() ?? [.. replies!.Values]).Where(reply => reply.Model == protocol.Model && protocol.Prompts.Templates.ContainsKey(reply.Metric)).OrderBy(reply => reply.Key, StringComparer.Ordinal))
            stream.Write(LogLines.Write(reply));
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
