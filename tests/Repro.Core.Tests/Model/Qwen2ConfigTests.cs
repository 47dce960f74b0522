using Repro.Core.Model;

namespace Repro.Core.Tests.Model;

public sealed class Qwen2ConfigTests
{
    [Fact]
    public void Json_round_trip() => Qwen2Config.FromJson(Tiny.Config.ToJson()).Should().Be(Tiny.Config);

    [Fact]
    public void Absent_keys_have_the_defaults_of_Hugging_Face()
    {
        var config = Qwen2Config.FromJson("""{"vocab_size": 10, "hidden_size": 8, "intermediate_size": 4, "num_hidden_layers": 1, "num_attention_heads": 2}""");
        config.NumKeyValueHeads.Should().Be(2);
        config.RopeTheta.Should().Be(10000);
        config.RmsNormEps.Should().Be(1e-6);
        config.TieWordEmbeddings.Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"vocab_size": 10}""", "config.json must have the key num_attention_heads, got none. Use the file that Hugging Face saves beside the weights.")]
    [InlineData("[]", "config.json must hold one JSON object. Use the file that Hugging Face saves beside the weights.")]
    [InlineData("{", "config.json must be JSON, got an error at line 1. Use the file that Hugging Face saves beside the weights.")]
    [InlineData("""{"model_type": "llama"}""", "model_type must be qwen2, got llama. This reader knows the Qwen2 architecture only.")]
    [InlineData("""{"use_sliding_window": true}""", "use_sliding_window must be false, got true. Every layer here attends to all earlier tokens.")]
    [InlineData("""{"rope_scaling": {"factor": 4}}""", """rope_scaling must be null, got {"factor":4}. Plain rotary embedding only.""")]
    [InlineData("""{"num_attention_heads": "two"}""", "num_attention_heads in config.json must be a whole number, got \"two\". Correct the file.")]
    [InlineData("""{"num_attention_heads": 2, "vocab_size": 1.5}""", "vocab_size in config.json must be a whole number, got 1.5. Correct the file.")]
    [InlineData("""{"use_sliding_window": 1}""", "use_sliding_window in config.json must be true or false, got 1. Correct the file.")]
    public void Wrong_files_are_refused(string json, string message) =>
        FluentActions.Invoking(() => Qwen2Config.FromJson(json)).Should().Throw<InvalidDataException>().WithMessage(message);

    [Fact]
    public void All_mistakes_are_listed_at_once() =>
        (Tiny.Config with { VocabSize = 0, HiddenSize = 50, NumKeyValueHeads = 3, RopeTheta = 0 }).Invoking(c => c.Validate()).Should().Throw<InvalidDataException>().WithMessage(
            "The model's configuration is wrong: vocab_size must be at least 1, got 0; rope_theta must be above 0, got 0; " +
            "hidden_size must be a multiple of twice num_attention_heads (4), got 50; num_attention_heads must be a multiple of num_key_value_heads (3), got 4. Correct these values.");
}
