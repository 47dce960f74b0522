using System.Text.Json;
using Repro.Claims;

namespace Repro.Judges.Llm;

/// <summary>
/// Every repeated request of an LLM judge, one JSON object a line, in a file beside the log of replies, which it never touches. A line is written before
/// the request waits for its next attempt; the file is made with its first line. Any number of threads share it.
/// </summary>
public sealed class RetryLog
{
    private static readonly Lock Gate = new(); // two judges of one process may share a file

    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>The log beside that of the replies.</summary>
    /// <param name="replies">Path of the log of replies.</param>
    public RetryLog(string replies) => Location = replies + ".retries.jsonl";

    /// <summary>Where it is, once there is a line.</summary>
    public string Location { get; }

    /// <summary>How many requests this judge repeated, by reason.</summary>
    public IReadOnlyDictionary<string, int> Counts
    {
        get { lock (Gate) return new SortedDictionary<string, int>(counts, StringComparer.Ordinal); }
    }

    /// <summary>Counts it and appends its line.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    internal void Add(JudgeRetry retry)
    {
        lock (Gate)
        {
            counts[retry.Reason] = counts.GetValueOrDefault(retry.Reason) + 1;
            try
            {
                File.AppendAllText(Location, JsonSerializer.Serialize(retry, JsonSerializerOptions.Web) + "\n");
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                throw new InputException($"A request that is repeated is logged; '{Location}' cannot be written ({refused.Message.TrimEnd('.')}). Free some space or make the folder writable, and run the same command again: it goes on from the log of replies.", refused);
            }
        }
    }
}
