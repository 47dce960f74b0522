namespace Repro.Core.Tokenization.Files;

/// <summary>The added tokens of a tokenizer.json.</summary>
internal static class AddedTokenList
{
    /// <summary>Reads them and puts those that the model does not have behind its vocabulary.</summary>
    public static List<AddedToken> Read(JsonPart part, List<string> names, Dictionary<string, int> ids)
    {
        var result = new List<AddedToken>();
        if (part.IsNull) return result;
        foreach (var item in part.Items())
        {
            item.Object();
            item.Only("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");
            foreach (var flag in new[] { "single_word", "lstrip", "rstrip", "normalized" }) item.Must(flag, "false");
            item.Must("special", "true", "false");
            var (id, content) = (item["id"].Id(), item["content"].Text());
            if (content.Length == 0) throw item["content"].Wrong("a text of at least one character", "\"\"");
            // Hugging Face numbers by content first, then onwards, whatever the file says; a file that says otherwise would not mean what it says.
            var expected = ids.TryGetValue(content, out var known) ? known : names.Count;
            if (id != expected) throw item["id"].Wrong($"{expected}, the {(expected == names.Count ? "next free id" : $"id that {content} has already")}", $"{id}");
            if (expected == names.Count)
            {
                names.Add(content);
                ids[content] = id;
            }

            result.Add(new AddedToken(id, content, item["special"].Value.GetBoolean()));
        }

        return result;
    }
}
