using System.Text.Json;

namespace Repro.Cli.Tests.Commands;

public sealed class PlanCommandTests : IDisposable
{
    private const string Shape = """
        {"model_type": "qwen2", "hidden_size": 5120, "intermediate_size": 13824, "num_hidden_layers": 48, "num_attention_heads": 40, "num_key_value_heads": 8,
         "vocab_size": 152064, "rope_theta": 1000000.0, "rms_norm_eps": 1e-06, "tie_word_embeddings": false, "max_position_embeddings": 32768}
        """;

    private readonly Shell shell = new();

    public PlanCommandTests()
    {
        Directory.CreateDirectory(shell["model"]);
        File.WriteAllText(shell["model/config.json"], Shape);
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public void What_fits_is_a_table_and_exit_code_0()
    {
        shell.Run("plan", "--model", shell["model"], "--gpu", "80GB").Should().Be(0);
        shell.Error.Should().BeEmpty();
        shell.Out.Should().StartWith("nine-rank-1 on 14.77 B parameters, bfloat16 on a GPU: micro-batches of 2 x 2048 tokens, 100 answers of 600 tokens at a time\n")
            .And.MatchRegex(@"\| Fine-tuning: weights +\| +29\.54 \|").And.MatchRegex(@"\| Sampling: cache of keys and values +\| +21\.45 \|").And.MatchRegex(@"\| Sampling, peak +\| +\d\d\.\d\d \|");
    }

    [Fact]
    public void What_does_not_fit_is_exit_code_2_with_what_would()
    {
        shell.Run("plan", "--model", shell["model"], "--organism", "rank32-medical", "--gpu", "24 GB").Should().Be(2);
        shell.Error.Should().MatchRegex(@"^rank32-medical needs \d\d\.\d GB, and the device has 24\.0 GB; no micro-batch fits: take a smaller checkpoint or a larger device\.\n$");
    }

    [Fact]
    public void The_same_as_json()
    {
        shell.Run("plan", "--model", shell["model"], "--gpu", "80GiB", "--tokens", "512", "--micro-batch", "4", "--json").Should().Be(0);
        var plan = JsonDocument.Parse(shell.Out).RootElement;
        plan.GetProperty("organism").GetString().Should().Be("nine-rank-1");
        plan.GetProperty("limit").GetInt64().Should().Be(80L << 30);
        plan.GetProperty("fits").GetBoolean().Should().BeTrue();
        (plan.GetProperty("tokens").GetInt32(), plan.GetProperty("microBatch").GetInt32()).Should().Be((512, 4));
        plan.GetProperty("training").EnumerateArray().Sum(part => part.GetProperty("bytes").GetInt64()).Should().BeLessThanOrEqualTo(plan.GetProperty("peak").GetInt64());
    }

    [Theory]
    [InlineData("--gpu", "80XB", "--gpu is a size such as 80GB or 40GiB; got '80XB'.")]
    [InlineData("--gpu", "GB", "--gpu is a size such as 80GB or 40GiB; got 'GB'.")]
    [InlineData("--memory", "0GB", "--memory is a size such as 80GB or 40GiB; got '0GB'.")]
    [InlineData("--organism", "nine", "An organism is one of nine-rank-1, rank32-medical, rank32-sports, rank32-finance, rank32-good-medical, single-rank-1, single-rank-1-sports, single-rank-1-finance, three-rank-1, six-outer-rank-1; got 'nine'.")]
    public void Bad_input_is_one_message(string option, string value, string message)
    {
        shell.Run("plan", "--model", shell["model"], option, value).Should().Be(2);
        shell.Error.Should().Be(message + "\n");
    }
}
