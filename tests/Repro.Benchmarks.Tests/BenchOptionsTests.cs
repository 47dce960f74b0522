namespace Repro.Benchmarks.Tests;

public sealed class BenchOptionsTests
{
    private const string Usage = "Usage: repro bench [--json] [--quick | --full] [--only PREFIX] [--threads N] [--python PATH], or repro bench --tokenizer PATH";

    [Fact]
    public void Without_arguments_everything_but_the_slow_rows_is_measured_in_five_turns()
    {
        var options = BenchOptions.Parse([]);
        options.Should().Be(new BenchOptions { Json = false, Quick = false, Full = false, Only = "", Threads = 2, Python = "/usr/bin/python3", Tokenizer = null });
        options.Turns.Should().Be(5);
        options.Wants("train.lora").Should().BeTrue();
        options.Wants("train.lora.500M", slow: true).Should().BeFalse();
    }

    [Fact]
    public void Every_argument_is_read()
    {
        var options = BenchOptions.Parse(["--json", "--quick", "--full", "--only", "train", "--threads", "3", "--python", "/p", "--tokenizer", "/t"]);
        options.Should().Be(new BenchOptions { Json = true, Quick = true, Full = true, Only = "train", Threads = 3, Python = "/p", Tokenizer = "/t" });
        options.Turns.Should().Be(3);
        options.Shape.Steps.Should().Be(1);
    }

    [Fact]
    public void A_prefix_chooses_slow_rows_too()
    {
        var options = BenchOptions.Parse(["--only", "train.lora"]);
        options.Wants("train.lora.500M", slow: true).Should().BeTrue();
        options.Wants("train.full").Should().BeFalse();
    }

    [Theory]
    [InlineData("load", true)]
    [InlineData("load.2GB", true)]
    [InlineData("l", true)]
    [InlineData("", true)]
    [InlineData("loads", false)]
    [InlineData("train", false)]
    public void A_group_is_measured_for_any_of_its_rows(string only, bool wanted) => new BenchOptions { Only = only }.WantsAnyOf("load").Should().Be(wanted);

    [Theory]
    [InlineData("--threads must be a whole number above 0, got '0'.", "--threads", "0")]
    [InlineData("--threads must be a whole number above 0, got 'two'.", "--threads", "two")]
    [InlineData("--only needs a value. " + Usage, "--only")]
    [InlineData("bench does not know '--fast'. " + Usage, "--fast")]
    public void Mistakes_are_refused(string message, params string[] arguments) =>
        FluentActions.Invoking(() => BenchOptions.Parse(arguments)).Should().Throw<FormatException>().WithMessage(message);
}
