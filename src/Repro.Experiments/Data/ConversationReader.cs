using System.Text.Json;

namespace Repro.Experiments.Data;

/// <summary>Reads one line of a conversation file. What is wrong goes to the list of mistakes; the answer is then null.</summary>
internal sealed class ConversationReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    private static readonly Dictionary<string, MessageRole> Roles =
        Enum.GetValues<MessageRole>().ToDictionary(Name, role => role, StringComparer.Ordinal);

    private readonly long line;
    private readonly Mistakes mistakes;
    private bool whole = true;

    private ConversationReader(long line, Mistakes mistakes)
    {
        this.line = line;
        this.mistakes = mistakes;
    }

    public static Conversation? Read(ReadOnlyMemory<byte> text, long line, Mistakes mistakes)
    {
        var reader = new ConversationReader(line, mistakes);
        var row = reader.Read(text);
        return reader.whole ? row : null;
    }

    private static string Name(MessageRole role) => role.ToString().ToLowerInvariant();

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => value.ValueKind.ToString().ToLowerInvariant(),
    };

    private Conversation? Read(ReadOnlyMemory<byte> text)
    {
        if (InputFile.BadByte(text.Span) is { } bad) return Wrong($"a line is UTF-8; byte {bad + 1} of it is not.");
        if (text.Span.IndexOf((byte)0) is >= 0 and var zero) return Wrong($"a line is text; byte {zero + 1} of it is NUL.");
        JsonDocument json;
        try
        {
            json = JsonDocument.Parse(text, Options);
        }
        catch (JsonException mistake)
        {
            return Wrong($"a line is one JSON object, at most {Options.MaxDepth} levels deep; at byte {mistake.BytePositionInLine + 1} this one is not.");
        }

        using (json) return ReadRow(json.RootElement);
    }

    private Conversation? ReadRow(JsonElement row)
    {
        if (row.ValueKind != JsonValueKind.Object) return Wrong($"a line is a JSON object; got {Kind(row)}.");
        if (!Keys(row, "the row", "messages")) return null;
        var list = row.GetProperty("messages");
        if (list.ValueKind != JsonValueKind.Array) return Wrong($"'messages' is a list; got {Kind(list)}.");
        var messages = list.EnumerateArray().Select((message, i) => ReadMessage(message, $"message {i + 1}")).OfType<Message>().ToList();
        if (!whole) return null;
        MessageRole? before = null;
        for (var i = 0; i < messages.Count; before = messages[i++].Role)
        {
            MessageRole[] next = before switch { null => [MessageRole.System, MessageRole.User], MessageRole.User => [MessageRole.Assistant], _ => [MessageRole.User] };
            if (!next.Contains(messages[i].Role)) return Wrong($"message {i + 1}: its 'role' is {string.Join(" or ", next.Select(Name))} here; got {Name(messages[i].Role)}.");
        }

        return before == MessageRole.Assistant
            ? new Conversation(messages)
            : Wrong($"the last message is the assistant's; got {(before is { } last ? Name(last) : "no message")}.");
    }

    private Message? ReadMessage(JsonElement message, string where)
    {
        if (message.ValueKind != JsonValueKind.Object)
        {
            Wrong($"{where} is an object; got {Kind(message)}.");
            return null;
        }

        if (!Keys(message, where, "role", "content")) return null;
        var (role, content) = (Text(message, where, "role"), Text(message, where, "content"));
        if (role is null || content is null) return null;
        if (!Roles.TryGetValue(role, out var known)) Wrong($"{where}: 'role' is one of {string.Join(", ", Roles.Keys)}; got '{Shorten(role)}'.");
        if (string.IsNullOrWhiteSpace(content)) Wrong($"{where}: 'content' holds a text; got nothing.");
        return new Message(known, content);
    }

    /// <summary>True when the object has each of the keys once and no other.</summary>
    private bool Keys(JsonElement map, string where, params ReadOnlySpan<string> keys)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var allowed = string.Join(", ", keys.ToArray().Select(key => $"'{key}'"));
        try
        {
            foreach (var entry in map.EnumerateObject())
            {
                if (!keys.Contains(entry.Name)) return Not($"{where} has the keys {allowed} and no other; got '{Shorten(entry.Name)}'.");
                if (!seen.Add(entry.Name)) return Not($"{where} has each key once; got '{entry.Name}' twice.");
            }
        }
        catch (InvalidOperationException)
        {
            return Not($"{where} has the keys {allowed} and no other; got one with half a surrogate pair.");
        }

        foreach (var key in keys)
        {
            if (!seen.Contains(key)) return Not($"{where} has the keys {allowed}; '{key}' is missing.");
        }

        return true;
    }

    private string? Text(JsonElement message, string where, string key)
    {
        var value = message.GetProperty(key);
        if (value.ValueKind != JsonValueKind.String)
        {
            Wrong($"{where}: '{key}' is a text; got {Kind(value)}.");
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            Wrong($"{where}: '{key}' is a text of whole characters; got half a surrogate pair.");
            return null;
        }
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private Conversation? Wrong(string mistake)
    {
        whole = false;
        mistakes.Add(line, mistake);
        return null;
    }

    private bool Not(string mistake)
    {
        Wrong(mistake);
        return false;
    }
}
