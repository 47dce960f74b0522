using System.Text.Json;

namespace Repro.Cli.Tests.Commands;

public sealed class CalibrateCommandTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    public void Prints_the_rows_as_json_the_same_for_any_number_of_threads()
    {
        shell.Run("calibrate", "--json", "--estimand", "family of claims", "--threads", "1").Should().Be(0);
        var one = shell.Out;
        shell.Error.Should().Be("2 rows of ours, 0 above their bound.\n");
        shell.Run("calibrate", "--json", "--estimand", "family of claims", "--threads", "2");

        shell.Out.Should().Be(one);
        var rows = JsonDocument.Parse(one).RootElement;
        rows.GetArrayLength().Should().Be(4);
        rows[0].GetProperty("kind").GetString().Should().Be("Ours");
        rows[0].GetProperty("supported").GetDouble().Should().BeInRange(0, rows[0].GetProperty("bound").GetDouble());
    }

    [Fact]
    public void Another_seed_draws_other_worlds()
    {
        shell.Run("calibrate", "--json", "--estimand", "family of claims");
        var one = shell.Out;
        shell.Run("calibrate", "--json", "--estimand", "family of claims", "--seed", "another");

        shell.Out.Should().NotBe(one);
    }
}
