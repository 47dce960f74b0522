using Repro.Claims;

namespace Repro.Judges.Recorded;

/// <summary>The one open handle of a log in this process, shared by everyone who opens its path. Another process is kept out.</summary>
internal sealed class LogFile
{
    private static readonly Dictionary<string, LogFile> Files = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();

    private readonly Lock gate = new();
    private readonly Dictionary<string, RecordedReply> replies = new(StringComparer.Ordinal);
    private readonly FileStream stream;
    private readonly string path;
    private int users;

    private LogFile(string path)
    {
        this.path = path;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        try
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            stream.SetLength(LogLines.Read(bytes, path, replies));
            stream.Seek(0, SeekOrigin.End);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public int Count
    {
        get { lock (gate) return replies.Count; }
    }

    public static LogFile Open(string path)
    {
        lock (Gate)
        {
            if (!Files.TryGetValue(path, out var file))
            {
                try
                {
                    Files[path] = file = new LogFile(path);
                }
                catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
                {
                    throw new InputException($"A judgement log is a file that one process at a time writes; '{path}' cannot be opened for that ({refused.Message}). Wait for the other process, or name another file.", refused);
                }
            }

            file.users++;
            return file;
        }
    }

    public IReadOnlyList<RecordedReply> Snapshot()
    {
        lock (gate) return [.. replies.Values];
    }

    public RecordedReply? Find(string key)
    {
        lock (gate) return replies.GetValueOrDefault(key);
    }

    /// <summary>Appends the line in one write, which reaches the system before this returns. The first reply of a key stands.</summary>
    public void Add(RecordedReply reply)
    {
        var line = LogLines.Write(reply);
        lock (gate)
        {
            if (replies.ContainsKey(reply.Key)) return;
            Append(line);
            replies.Add(reply.Key, reply);
        }
    }

    /// <summary>The whole line or, on a full disk, none of it.</summary>
    private void Append(byte[] line)
    {
        var end = stream.Position;
        try
        {
            stream.Write(line);
        }
        catch (IOException refused)
        {
            stream.SetLength(end);
            stream.Seek(end, SeekOrigin.Begin);
            throw new InputException($"A reply goes into the judgement log before it counts; '{path}' cannot be written ({refused.Message.TrimEnd('.')}). Every line in it is whole. Free some space, and run the same command again: it goes on from the log.", refused);
        }
    }

    public void Close()
    {
        lock (Gate)
        {
            if (--users > 0) return;
            Files.Remove(path);
            stream.Flush(flushToDisk: true);
            stream.Dispose();
        }
    }
}
