using System.Buffers;
using System.Text;
using Repro.Core.Tokenization.Bpe;
using Repro.Core.Tokenization.Files;
using Repro.Core.Tokenization.Splitting;
using Repro.Core.Tokenization.Unicode;

namespace Repro.Core.Tokenization;

/// <summary>
/// Byte-level BPE as Qwen2 uses it, read from Hugging Face's tokenizer.json, with exactly the ids and texts of Hugging Face's own
/// implementation. Safe to use from several threads.
/// </summary>
public sealed class Tokenizer
{
    private readonly TokenTable tokens;
    private readonly AddedTokens added;
    private readonly Splitter splitter;
    private readonly BytePairs pairs;
    private readonly bool composes;

    private Tokenizer(TokenizerFile file)
    {
        tokens = new TokenTable(file);
        added = new AddedTokens(file.Added);
        splitter = Splitter.Of(file.Pattern, file.Name);
        pairs = new BytePairs(file);
        composes = file.Composes;
    }

    /// <summary>The number of tokens, added ones included; ids are 0 .. VocabSize - 1. A model's embedding may have more rows.</summary>
    public int VocabSize => tokens.Count;

    /// <summary>Reads a tokenizer.</summary>
    /// <param name="path">A tokenizer.json, or the folder that holds it.</param>
    /// <exception cref="InvalidDataException">There is no such file, it is damaged, or it asks for a part that is not supported.</exception>
    public static Tokenizer Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = Directory.Exists(path) ? Path.Combine(path, "tokenizer.json") : path;
        if (!File.Exists(file)) throw new InvalidDataException($"A tokenizer must be a tokenizer.json or a folder that holds one, got {path}. Point to a checkpoint as Hugging Face saves it.");
        return Parse(File.ReadAllBytes(file), Path.GetFileName(file));
    }

    /// <summary>Reads the bytes of a tokenizer.json.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="name">What messages call the file.</param>
    /// <exception cref="InvalidDataException">It is damaged, or asks for a part that is not supported.</exception>
    public static Tokenizer Parse(ReadOnlyMemory<byte> json, string name = "tokenizer.json") => new(TokenizerFile.Parse(json, name));

    /// <summary>The ids of a text; nothing is added at its ends. Half a surrogate pair counts as U+FFFD.</summary>
    public int[] Encode(string text, SpecialTokens special = SpecialTokens.Recognised)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ids = new List<int>(8 + (text.Length / 3));
        Encode(text.AsSpan(), ids, special);
        return [.. ids];
    }

    /// <summary>Appends the ids of a text to a list.</summary>
    public void Encode(ReadOnlySpan<char> text, List<int> ids, SpecialTokens special = SpecialTokens.Recognised)
    {
        ArgumentNullException.ThrowIfNull(ids);
        while (added.Find(text, special, out var at, out var token))
        {
            Plain(text[..at], ids);
            ids.Add(token.Id);
            text = text[(at + token.Content.Length)..];
        }

        Plain(text, ids);
    }

    /// <summary>The ids of a text in UTF-8. Every longest wrong beginning of a character counts as one U+FFFD, as Rust's from_utf8_lossy has it.</summary>
    public int[] EncodeUtf8(ReadOnlySpan<byte> utf8, SpecialTokens special = SpecialTokens.Recognised) => Encode(Encoding.UTF8.GetString(utf8), special);

    /// <summary>The text of ids. Ids that name no token are left out, wrong UTF-8 becomes U+FFFD; both as Hugging Face does.</summary>
    /// <param name="ids">Tokens.</param>
    /// <param name="skipSpecial">Leaves special tokens out.</param>
    public string Decode(ReadOnlySpan<int> ids, bool skipSpecial = false)
    {
        var bytes = new ArrayBufferWriter<byte>(16 + (ids.Length * 4));
        foreach (var id in ids) bytes.Write(tokens.Bytes(id, skipSpecial));
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>A decoder that takes one id at a time.</summary>
    public StreamingDecoder Stream(bool skipSpecial = false) => new(tokens, skipSpecial);

    /// <summary>A token as the vocabulary writes it (a space is Ġ), or null where no token has this id.</summary>
    public string? TokenOf(int id) => tokens.Name(id);

    /// <summary>The id of a token as the vocabulary writes it, special ones by content: <c>&lt;|im_end|&gt;</c>. Null where there is none.</summary>
    public int? IdOf(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return tokens.Id(token);
    }

    /// <summary>Whether an id is that of a special token.</summary>
    public bool IsSpecial(int id) => tokens.IsSpecial(id);

    private void Plain(ReadOnlySpan<char> text, List<int> ids)
    {
        if (text.IsEmpty) return;
        if (composes && Nfc.Of(text) is { } composed) text = composed;
        splitter.Split(text, pairs, ids);
    }
}
