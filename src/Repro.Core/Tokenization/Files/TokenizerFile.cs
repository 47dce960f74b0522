using System.Text.Json;

namespace Repro.Core.Tokenization.Files;

/// <summary>What a tokenizer.json says, checked: the parts of Qwen2 and nothing else.</summary>
internal sealed record TokenizerFile
{
    public required string Name { get; init; }

    /// <summary>Whether text is brought to NFC first.</summary>
    public required bool Composes { get; init; }

    /// <summary>The regular expression that cuts text into pieces.</summary>
    public required string Pattern { get; init; }

    public required IReadOnlyList<AddedToken> Added { get; init; }

    /// <summary>Names by id, added tokens included.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    public required IReadOnlyDictionary<string, int> Ids { get; init; }

    /// <summary>By rank.</summary>
    public required IReadOnlyList<(int Left, int Right, int Merged)> Merges { get; init; }

    public static TokenizerFile Parse(ReadOnlyMemory<byte> json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(new JsonPart(name, "", document.RootElement));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{name}: the file must be JSON, got a fault in line {e.LineNumber + 1}. Fetch it again.", e);
        }
    }

    private static TokenizerFile Read(JsonPart root)
    {
        root.Object();
        root.Only("version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model");
        root.Must("truncation", "null");
        root.Must("padding", "null");
        if (!root["post_processor"].IsNull) root["post_processor"].Typed("ByteLevel", "null or ByteLevel");
        ByteLevel(root["decoder"].Typed("ByteLevel", "ByteLevel"));
        var composes = Composition(root["normalizer"]);
        var pattern = PreTokenizer(root["pre_tokenizer"]);
        var (names, ids, merges) = Model.Read(root["model"]);
        var added = AddedTokenList.Read(root["added_tokens"], names, ids);
        return new TokenizerFile { Name = root.File, Composes = composes, Pattern = pattern, Added = added, Tokens = names, Ids = ids, Merges = merges };
    }

    private static bool Composition(JsonPart part)
    {
        const string Supported = "null, NFC, or a Sequence of NFC";
        if (part.IsNull) return false;
        if (part.Type(Supported) != "Sequence")
        {
            part.Typed("NFC", Supported);
            return true;
        }

        var all = part["normalizers"].Items();
        foreach (var one in all) one.Typed("NFC", Supported);
        return all.Count > 0;
    }

    private static string PreTokenizer(JsonPart part)
    {
        part.Typed("Sequence", "a Sequence of Split and ByteLevel");
        var parts = part["pretokenizers"].Items();
        if (parts.Count != 2) throw part["pretokenizers"].Wrong("Split and ByteLevel", $"{parts.Count} parts");
        var split = parts[0].Typed("Split", "Split, then ByteLevel");
        split.Must("behavior", "\"Isolated\"");
        split.Must("invert", "false");
        var level = parts[1].Typed("ByteLevel", "Split, then ByteLevel");
        level.Must("add_prefix_space", "false");
        level.Must("use_regex", "false");
        split["pattern"].Object();
        split["pattern"].Only("Regex");
        return split["pattern"]["Regex"].Text();
    }

    private static void ByteLevel(JsonPart part) => part.Only("type", "add_prefix_space", "trim_offsets", "use_regex");
}
