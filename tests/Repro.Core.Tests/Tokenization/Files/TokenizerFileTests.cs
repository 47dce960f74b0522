using System.Text;
using System.Text.Json.Nodes;
using Repro.Core.Tokenization;
using static Repro.Core.Tests.Tokenization.GoldenTokenizer;

namespace Repro.Core.Tests.Tokenization.Files;

public sealed class TokenizerFileTests
{
    private const string Todo = " Use the tokenizer.json of a Qwen2 or Qwen2.5 checkpoint.";

    /// <summary>A place in the file, what is put there, and the message but for its first and last words.</summary>
    public static TheoryData<string, string, string> Faults => new()
    {
        { "truncation", """{"max_length": 5}""", """truncation must be null, got {"max_length":5}.""" },
        { "padding", "{}", "padding must be null, got {}." },
        { "extra", "1", "extra must be one of version, truncation, padding, added_tokens, normalizer, pre_tokenizer, post_processor, decoder, model, got an unknown part." },
        { "normalizer", """{"type": "NFKC"}""", "normalizer must be null, NFC, or a Sequence of NFC, got NFKC." },
        { "normalizer", "[1]", "normalizer must be null, NFC, or a Sequence of NFC, got [1]." },
        { "normalizer", """{"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]}""", "normalizer.normalizers[1] must be null, NFC, or a Sequence of NFC, got Lowercase." },
        { "normalizer", """{"type": "Sequence"}""", "normalizer.normalizers must be a list, got null." },
        { "pre_tokenizer", "null", "pre_tokenizer must be a Sequence of Split and ByteLevel, got null." },
        { "pre_tokenizer", """{"type": "Whitespace"}""", "pre_tokenizer must be a Sequence of Split and ByteLevel, got Whitespace." },
        { "pre_tokenizer.pretokenizers", "[]", "pre_tokenizer.pretokenizers must be Split and ByteLevel, got 0 parts." },
        { "pre_tokenizer.pretokenizers.0.type", "\"Digits\"", "pre_tokenizer.pretokenizers[0] must be Split, then ByteLevel, got Digits." },
        { "pre_tokenizer.pretokenizers.0.behavior", "\"Removed\"", "pre_tokenizer.pretokenizers[0].behavior must be \"Isolated\", got \"Removed\"." },
        { "pre_tokenizer.pretokenizers.0.invert", "true", "pre_tokenizer.pretokenizers[0].invert must be false, got true." },
        { "pre_tokenizer.pretokenizers.0.pattern", """{"String": " "}""", "pre_tokenizer.pretokenizers[0].pattern.String must be one of Regex, got an unknown part." },
        { "pre_tokenizer.pretokenizers.0.pattern.Regex", "1", "pre_tokenizer.pretokenizers[0].pattern.Regex must be a text, got 1." },
        { "pre_tokenizer.pretokenizers.0.pattern", "\" \"", "pre_tokenizer.pretokenizers[0].pattern must be an object, got \" \"." },
        { "pre_tokenizer.pretokenizers.1.add_prefix_space", "true", "pre_tokenizer.pretokenizers[1].add_prefix_space must be false, got true." },
        { "pre_tokenizer.pretokenizers.1.use_regex", "true", "pre_tokenizer.pretokenizers[1].use_regex must be false, got true." },
        { "post_processor", """{"type": "TemplateProcessing"}""", "post_processor must be null or ByteLevel, got TemplateProcessing." },
        { "post_processor", "[]", "post_processor must be null or ByteLevel, got []." },
        { "decoder", "null", "decoder must be ByteLevel, got null." },
        { "decoder.type", "\"Metaspace\"", "decoder must be ByteLevel, got Metaspace." },
        { "model.type", "\"WordPiece\"", "model must be BPE, got WordPiece." },
        { "model.extra", "1", "model.extra must be one of type, dropout, unk_token, continuing_subword_prefix, end_of_word_suffix, fuse_unk, byte_fallback, ignore_merges, vocab, merges, got an unknown part." },
        { "model.dropout", "0.1", "model.dropout must be null, got 0.1." },
        { "model.unk_token", "\"<unk>\"", "model.unk_token must be null, got \"<unk>\"." },
        { "model.continuing_subword_prefix", "\"##\"", "model.continuing_subword_prefix must be null or \"\", got \"##\"." },
        { "model.end_of_word_suffix", "\"</w>\"", "model.end_of_word_suffix must be null or \"\", got \"</w>\"." },
        { "model.byte_fallback", "true", "model.byte_fallback must be null or false, got true." },
        { "model.ignore_merges", "true", "model.ignore_merges must be null or false, got true." },
        { "model.vocab", "[]", "model.vocab must be an object, got []." },
        { "model.vocab", """{"a": 0, "b": 0}""", "model.vocab must be 2 tokens with ids 0 to 1, each once, got 0 for b and a." },
        { "model.vocab", """{"a": 0, "b": 2}""", "model.vocab must be 2 tokens with ids 0 to 1, each once, got 2 for b." },
        { "model.vocab", """{"a": 0, "b": -1}""", "model.vocab[\"b\"] must be a whole number from 0 on, got -1." },
        { "model.vocab", """{"a": 0}""", "model.vocab must be a vocabulary with a token for every byte, got none for byte 0 (Ā)." },
        { "model.merges", "{}", "model.merges must be a list, got {}." },
        { "model.merges.1", "\"a b c\"", "model.merges[1] must be \"a b\" or [\"a\", \"b\"], got \"a b c\"." },
        { "model.merges.1", """["a"]""", "model.merges[1] must be \"a b\" or [\"a\", \"b\"], got [\"a\"]." },
        { "model.merges.1", "7", "model.merges[1] must be \"a b\" or [\"a\", \"b\"], got 7." },
        { "model.merges.1", "\"a qqq\"", "model.merges[1] must be a pair of tokens whose merge is a token, got qqq, which is not in the vocabulary." },
        { "model.merges.1", "\"q z\"", "model.merges[1] must be a pair of tokens whose merge is a token, got qz, which is not in the vocabulary." },
        { "added_tokens.0", "1", "added_tokens[0] must be an object, got 1." },
        { "added_tokens.0.extra", "1", "added_tokens[0].extra must be one of id, content, single_word, lstrip, rstrip, normalized, special, got an unknown part." },
        { "added_tokens.0.single_word", "true", "added_tokens[0].single_word must be false, got true." },
        { "added_tokens.0.lstrip", "true", "added_tokens[0].lstrip must be false, got true." },
        { "added_tokens.0.rstrip", "true", "added_tokens[0].rstrip must be false, got true." },
        { "added_tokens.0.normalized", "true", "added_tokens[0].normalized must be false, got true." },
        { "added_tokens.0.special", "null", "added_tokens[0].special must be true or false, got null." },
        { "added_tokens.0.content", "\"\"", "added_tokens[0].content must be a text of at least one character, got \"\"." },
        { "added_tokens.0.content", "null", "added_tokens[0].content must be a text, got null." },
        { "added_tokens.0.id", "9", "added_tokens[0].id must be 1356, the next free id, got 9." },
        { "added_tokens.1.content", "\"<|endoftext|>\"", "added_tokens[1].id must be 1356, the id that <|endoftext|> has already, got 1357." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_part_that_is_not_supported_is_named(string place, string value, string message)
    {
        var load = () => With(json => Put(json, place.Split('.'), JsonNode.Parse(value)));
        load.Should().Throw<InvalidDataException>().Which.Message.Should().Be("tokenizer.json: " + message + Todo);
    }

    [Fact]
    public void A_long_value_is_shown_in_part()
    {
        var load = () => With(json => json["truncation"] = new string('x', 100));
        load.Should().Throw<InvalidDataException>().Which.Message.Should().Be($"tokenizer.json: truncation must be null, got \"{new string('x', 59)}....{Todo}");
    }

    [Theory]
    [InlineData("normalizer", """{"type": "Sequence", "normalizers": [{"type": "NFC"}]}""")]
    [InlineData("post_processor", "null")]
    [InlineData("model.continuing_subword_prefix", "null")]
    [InlineData("model.fuse_unk", "true")]
    public void Other_spellings_of_the_same_mean_the_same(string place, string value)
    {
        var tokenizer = With(json => Put(json, place.Split('.'), JsonNode.Parse(value)));
        Compare(Vectors.GetProperty("texts"), v => tokenizer.Encode(v.Text("text")), v => v.Ids(), Show);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"type": "Sequence", "normalizers": []}""")]
    public void Without_a_normalizer_marks_stay_apart(string normalizer)
    {
        var tokenizer = With(json => json["normalizer"] = JsonNode.Parse(normalizer));
        tokenizer.Decode(tokenizer.Encode("e\u0301")).Should().Be("e\u0301");
    }

    [Fact]
    public void The_head_line_of_a_merges_file_is_skipped()
    {
        var tokenizer = With(json => json["model"]!["merges"]!.AsArray().Insert(0, "#version: 0.2"));
        tokenizer.Encode("the measurement").Should().Equal(Instance.Encode("the measurement"));
    }

    [Fact]
    public void A_file_without_added_tokens_has_the_vocabulary_alone() => With(json => json["added_tokens"] = null).VocabSize.Should().Be(1356);

    [Fact]
    public void A_broken_file_is_refused()
    {
        var load = () => Tokenizer.Parse(Encoding.UTF8.GetBytes("{\n\"version\": \"1.0\",\n"), "x.json");
        load.Should().Throw<InvalidDataException>().Which.Message.Should().Be("x.json: the file must be JSON, got a fault in line 3. Fetch it again.");
    }

    [Fact]
    public void A_file_that_is_no_object_is_refused()
    {
        var load = () => Tokenizer.Parse(Encoding.UTF8.GetBytes("[]"));
        load.Should().Throw<InvalidDataException>().Which.Message.Should().Be("tokenizer.json: the file must be an object, got []." + Todo);
    }

    [Fact]
    public void A_folder_without_the_file_is_refused()
    {
        using var folder = new TempFolder();
        foreach (var path in new[] { folder.Path, folder["none.json"] })
        {
            var load = () => Tokenizer.Load(path);
            load.Should().Throw<InvalidDataException>().Which.Message.Should().Be(
                $"A tokenizer must be a tokenizer.json or a folder that holds one, got {path}. Point to a checkpoint as Hugging Face saves it.");
        }
    }

    private static void Put(JsonNode json, string[] place, JsonNode? value)
    {
        var node = json;
        foreach (var name in place[..^1]) node = int.TryParse(name, out var index) ? node![index] : node![name];
        if (int.TryParse(place[^1], out var last)) node![last] = value;
        else node![place[^1]] = value;
    }
}
