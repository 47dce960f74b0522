using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Repro.Core.Tests.Parity;
using Repro.Core.Tokenization;
using Repro.Core.Tokenization.Bpe;
using static Repro.Core.Tests.Tokenization.GoldenTokenizer;

namespace Repro.Core.Tests.Tokenization;

public sealed class TokenizerTests
{
    private static readonly Tokenizer Golden = GoldenTokenizer.Instance;

    [Fact]
    public void Every_text_has_the_ids_of_Hugging_Face() =>
        Compare(Vectors.GetProperty("texts"), v => Golden.Encode(v.Text("text")), v => v.Ids(), Show);

    [Fact]
    public void Every_text_in_utf8_has_the_ids_of_Hugging_Face() =>
        Compare(Vectors.GetProperty("texts"), v => Golden.EncodeUtf8(Encoding.UTF8.GetBytes(v.Text("text"))), v => v.Ids(), Show);

    [Fact]
    public void All_ids_decode_as_Hugging_Face_decodes_them() =>
        Compare(Vectors.GetProperty("texts"), v => Golden.Decode(v.Ids()), v => v.Text("decoded"), t => t);

    [Fact]
    public void Special_tokens_are_left_out_where_asked() =>
        Compare(Vectors.GetProperty("skipped"), v => Golden.Decode(v.Ids(), skipSpecial: true), v => v.Text("decoded"), t => t);

    [Fact]
    public void Special_tokens_are_plain_text_where_asked() =>
        Compare(Vectors.GetProperty("plain"), v => Golden.Encode(v.Text("text"), SpecialTokens.PlainText), v => v.Ids(), Show);

    [Fact]
    public void Broken_utf8_decodes_as_Hugging_Face_decodes_it() =>
        Compare(Vectors.GetProperty("bytes"), v => Golden.Decode(v.Ids()), v => v.Text("decoded"), t => t);

    [Fact]
    public void Broken_utf8_is_read_as_its_lossy_text() =>
        Compare(Vectors.GetProperty("bytes"), v => Golden.EncodeUtf8(Convert.FromHexString(v.Text("bytes"))), v => Golden.Encode(v.Text("decoded")), Show);

    [Fact]
    public void Merges_may_be_spelt_as_one_string()
    {
        var spelt = With(j => j["model"]!["merges"] = new JsonArray([.. j["model"]!["merges"]!.AsArray().Select(m => (JsonNode)$"{m![0]} {m[1]}")]));
        Compare(Vectors.GetProperty("texts"), v => spelt.Encode(v.Text("text")), v => v.Ids(), Show);
    }

    /// <summary>Each code point between letters: letters, numbers, spaces and NFC of all of Unicode, one hash a plane.</summary>
    [Fact]
    public void Every_code_point_has_the_ids_of_Hugging_Face()
    {
        var hashes = new List<string>();
        for (var plane = 0; plane < 17; plane++)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var page = plane << 8; page < (plane + 1) << 8; page++)
            {
                var text = new StringBuilder();
                foreach (var code in Enumerable.Range(page << 8, 256).Where(c => c is < 0xD800 or > 0xDFFF)) text.Append('a').Append(new Rune(code)).Append("b ").Append(new Rune(code));
                hash.AppendData(MemoryMarshal.AsBytes(Golden.Encode(text.ToString()).AsSpan()));
            }

            hashes.Add(Convert.ToHexStringLower(hash.GetHashAndReset()));
        }

        hashes.Should().Equal(Vectors.GetProperty("planes").EnumerateArray().Select(h => h.GetString()));
    }

    [SkippableFact]
    public void The_shared_vectors_are_met_exactly()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Path.Combine(ReferenceCase.Root, "..", "shared"), "reference", "tokenizer");
        Skip.IfNot(Directory.Exists(folder), $"No {folder}: Hugging Face's tokenizer vectors are not on this machine. Point REPRO_SHARED at the folder that holds reference/tokenizer.");
        var tokenizer = Tokenizer.Load(folder);
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "vectors.json")));
        vectors.RootElement.GetArrayLength().Should().Be(448);
        Compare(vectors.RootElement, v => tokenizer.Encode(v.Text("text")), v => v.Ids(), Show);
        Compare(vectors.RootElement, v => tokenizer.Decode(v.Ids()), v => v.Text("decoded"), t => t);
    }

    [SkippableFact]
    public void A_checkpoints_tokenizer_is_read_where_one_is_there()
    {
        var folder = Environment.GetEnvironmentVariable("REPRO_MODEL_DIR");
        Skip.IfNot(folder is not null && File.Exists(Path.Combine(folder, "tokenizer.json")), "No checkpoint: point REPRO_MODEL_DIR at a folder that holds Qwen2.5's tokenizer.json.");
        var tokenizer = Tokenizer.Load(folder!);
        tokenizer.VocabSize.Should().BeGreaterThan(150_000);
        tokenizer.IdOf("<|im_end|>").Should().Be(tokenizer.IdOf("<|im_start|>") + 1);
        foreach (var vector in Vectors.GetProperty("texts").EnumerateArray()) tokenizer.Decode(tokenizer.Encode(vector.Text("text"))).Should().Be(vector.Text("decoded"));
    }

    [Fact]
    public void Tokens_have_names_and_ids()
    {
        Golden.VocabSize.Should().Be(1363);
        Golden.TokenOf(0).Should().Be("!");
        Golden.IdOf("Ġ").Should().Be(220);
        Golden.TokenOf(220).Should().Be("Ġ");
        var special = new[] { "<|endoftext|>", "<|im_start|>", "<|im_end|>" }.Select(t => Golden.IdOf(t)!.Value).ToList();
        special.Should().Equal(1356, 1357, 1358);
        special.Should().OnlyContain(id => Golden.IsSpecial(id));
        Golden.IsSpecial(Golden.IdOf("<tool_call>")!.Value).Should().BeFalse();
    }

    [Fact]
    public void What_is_not_in_the_vocabulary_has_no_name_and_no_text()
    {
        Golden.IdOf("no such token").Should().BeNull();
        Golden.TokenOf(-1).Should().BeNull();
        Golden.TokenOf(1363).Should().BeNull();
        Golden.IsSpecial(1363).Should().BeFalse();
        Golden.Decode([-1, 0, 1363, 150_000]).Should().Be("!");
    }

    [Fact]
    public void Half_a_surrogate_pair_counts_as_the_replacement_character()
    {
        foreach (var text in new[] { "a\uD83D", "\uDE00b", "x\uD83Dy z", "\uD83D\u0301", "é\u0301\uDE00!" })
            Golden.Encode(text).Should().Equal(Golden.Encode(text.Replace('\uD83D', '\uFFFD').Replace('\uDE00', '\uFFFD')));
    }

    [Fact]
    public void Ids_are_appended_to_a_list()
    {
        var ids = new List<int> { 7 };
        Golden.Encode("Hello", ids);
        ids.Should().Equal([7, .. Golden.Encode("Hello")]);
    }

    [Fact]
    public void Long_pieces_merge_as_short_ones_do()
    {
        // The queue takes over where the scan ends; both sides of the border, with the merges of the vocabulary.
        foreach (var word in new[] { "the", "measurement", "größer", "aaab", "ing" })
        {
            for (var length = 80; length < 120; length++)
            {
                var text = string.Concat(Enumerable.Repeat(word, 60))[..length];
                Golden.Encode(text).Should().Equal(Plainly(text), $"{length} letters of {word}");
            }
        }
    }

    [Fact]
    public void Threads_share_a_tokenizer()
    {
        var fresh = Tokenizer.Load(Folder);
        var texts = Vectors.GetProperty("texts").EnumerateArray().Select(v => (Text: v.Text("text"), Ids: v.Ids())).ToList();
        var wrong = 0;
        Parallel.For(0, 8, lane =>
        {
            for (var i = 0; i < texts.Count; i++)
            {
                var (text, ids) = texts[(i + (lane * 71)) % texts.Count];
                if (!fresh.Encode(text).AsSpan().SequenceEqual(ids)) Interlocked.Increment(ref wrong);
            }
        });
        wrong.Should().Be(0);
    }

    /// <summary>The definition: of all neighbours merge the pair of the lowest rank, leftmost first, until none is left. One word only.</summary>
    private static int[] Plainly(string word)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "tokenizer.json")));
        var ranks = json.RootElement.GetProperty("model").GetProperty("merges").EnumerateArray().Select((m, i) => (Pair: (m[0].GetString()!, m[1].GetString()!), i)).ToDictionary(m => m.Pair, m => m.i);
        var parts = Encoding.UTF8.GetBytes(word).Select(b => ByteAlphabet.Symbol(b).ToString()).ToList();
        while (true)
        {
            var best = Enumerable.Range(0, parts.Count - 1).MinBy(i => ranks.GetValueOrDefault((parts[i], parts[i + 1]), int.MaxValue));
            if (!ranks.ContainsKey((parts[best], parts[best + 1]))) return [.. parts.Select(p => Golden.IdOf(p)!.Value)];
            parts[best] += parts[best + 1];
            parts.RemoveAt(best + 1);
        }
    }
}
