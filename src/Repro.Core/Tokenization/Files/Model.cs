using System.Text.Json;
using Repro.Core.Tokenization.Bpe;

namespace Repro.Core.Tokenization.Files;

/// <summary>The BPE model of a tokenizer.json: vocabulary and merges.</summary>
internal static class Model
{
    public static (List<string> Names, Dictionary<string, int> Ids, List<(int Left, int Right, int Merged)> Merges) Read(JsonPart model)
    {
        model.Typed("BPE", "BPE");
        model.Only("type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges", "vocab", "merges");
        model.Must("dropout", "null");
        model.Must("unk_token", "null");
        model.Must("continuing_subword_prefix", "null", "\"\"");
        model.Must("end_of_word_suffix", "null", "\"\"");
        model.Must("byte_fallback", "null", "false");
        model.Must("ignore_merges", "null", "false");
        var (names, ids) = Vocabulary(model["vocab"]);
        return (names, ids, Merges(model["merges"], ids));
    }

    private static (List<string> Names, Dictionary<string, int> Ids) Vocabulary(JsonPart vocabulary)
    {
        vocabulary.Object();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var property in vocabulary.Value.EnumerateObject()) ids[property.Name] = new JsonPart(vocabulary.File, $"model.vocab[\"{property.Name}\"]", property.Value).Id();
        var names = new string?[ids.Count];
        foreach (var (name, id) in ids)
        {
            if (id >= names.Length || names[id] is not null) throw vocabulary.Wrong($"{ids.Count} tokens with ids 0 to {ids.Count - 1}, each once", $"{id} for {name}{(id < names.Length ? $" and {names[id]}" : "")}");
            names[id] = name;
        }

        for (var b = 0; b < 256; b++)
        {
            var symbol = ByteAlphabet.Symbol((byte)b).ToString();
            if (!ids.ContainsKey(symbol)) throw vocabulary.Wrong("a vocabulary with a token for every byte", $"none for byte {b} ({symbol})");
        }

        return ([.. names.Select(n => n!)], ids);
    }

    /// <summary>Both spellings: "a b", and ["a", "b"].</summary>
    private static List<(int Left, int Right, int Merged)> Merges(JsonPart merges, Dictionary<string, int> ids)
    {
        var result = new List<(int, int, int)>();
        foreach (var merge in merges.Items())
        {
            var parts = Pair(merge);
            if (parts is null) continue;
            result.Add((Known(parts[0]), Known(parts[1]), Known(parts[0] + parts[1])));

            int Known(string name) => ids.TryGetValue(name, out var id) ? id : throw merge.Wrong("a pair of tokens whose merge is a token", $"{name}, which is not in the vocabulary");
        }

        return result;
    }

    private static string[]? Pair(JsonPart merge)
    {
        const string Rule = "\"a b\" or [\"a\", \"b\"]";
        if (merge.Value.ValueKind == JsonValueKind.String)
        {
            var text = merge.Text();
            if (text.StartsWith("#version", StringComparison.Ordinal)) return null; // the head line of a merges.txt, skipped by Hugging Face too
            return text.Split(' ') is { Length: 2 } halves ? halves : throw merge.Wrong(Rule, merge.Value.GetRawText());
        }

        var items = merge.Value.ValueKind == JsonValueKind.Array ? merge.Items() : [];
        return items.Count == 2 ? [items[0].Text(), items[1].Text()] : throw merge.Wrong(Rule, merge.Value.GetRawText());
    }
}
