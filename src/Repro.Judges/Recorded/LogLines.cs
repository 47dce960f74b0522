using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Repro.Claims;

namespace Repro.Judges.Recorded;

/// <summary>Lines of a log to replies and back. A last line without its line end was torn by a kill and counts as absent.</summary>
internal static class LogLines
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
    };

    public static byte[] Write(RecordedReply reply) => [.. JsonSerializer.SerializeToUtf8Bytes(reply, Options), (byte)'\n'];

    /// <summary>Adds every whole line to <paramref name="replies"/>, the first of a key standing, and says where the last whole line ends.</summary>
    public static int Read(ReadOnlySpan<byte> bytes, string path, IDictionary<string, RecordedReply> replies)
    {
        var (start, number) = (0, 0);
        while (bytes[start..].IndexOf((byte)'\n') is var length and >= 0)
        {
            number++;
            var reply = Parse(bytes.Slice(start, length), path, number);
            replies.TryAdd(reply.Key, reply);
            start += length + 1;
        }

        return start;
    }

    private static RecordedReply Parse(ReadOnlySpan<byte> line, string path, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<RecordedReply>(line, Options) ?? throw new JsonException("the line is null");
        }
        catch (JsonException mistake)
        {
            throw new InputException($"{path}:{number}: a line of a judgement log is one JSON object with a judge's reply; this one is not. Delete the line: its judgement is then made again.", mistake);
        }
    }
}
