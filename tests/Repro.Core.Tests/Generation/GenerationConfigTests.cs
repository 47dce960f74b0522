using Repro.Core.Generation;

namespace Repro.Core.Tests.Generation;

public sealed class GenerationConfigTests
{
    [Fact]
    public void The_file_of_a_released_chat_model_is_read() =>
        GenerationConfig.FromJson("""{"bos_token_id": 151643, "pad_token_id": 151643, "do_sample": true, "eos_token_id": [151645, 151643], "repetition_penalty": 1.05, "temperature": 0.7, "top_p": 0.8, "top_k": 20, "transformers_version": "4.37.0"}""")
            .Should().BeEquivalentTo(new GenerationConfig { EosTokens = [151645, 151643], PadToken = 151643, RepetitionPenalty = 1.05, Temperature = 0.7, TopP = 0.8, TopK = 20 });

    [Fact]
    public void What_the_file_does_not_say_is_what_transformers_takes()
    {
        GenerationConfig.FromJson("""{"eos_token_id": 2, "pad_token_id": null}""").Should().BeEquivalentTo(new GenerationConfig { EosTokens = [2], TopK = 50 });
        GenerationConfig.FromJson("{}").EosTokens.Should().BeEmpty();
    }

    [Theory]
    [InlineData("[1]", "generation_config.json must hold one JSON object. Use the file that Hugging Face saves beside the weights.")]
    [InlineData("{", "generation_config.json must be JSON, got an error at line 1. Use the file that Hugging Face saves beside the weights.")]
    [InlineData("""{"eos_token_id": ["a"]}""", "eos_token_id in generation_config.json must be a whole number, got \"a\". Correct the file.")]
    [InlineData("""{"top_k": 1.5}""", "top_k in generation_config.json must be a whole number, got 1.5. Correct the file.")]
    [InlineData("""{"top_p": "all"}""", "top_p in generation_config.json must be a number, got \"all\". Correct the file.")]
    public void Mistakes_are_named(string json, string message) => FluentActions.Invoking(() => GenerationConfig.FromJson(json)).Should().Throw<InvalidDataException>().WithMessage(message);
}
