using Repro.Claims;

namespace Repro.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    public static TheoryData<string[], string> Mistakes => new()
    {
        { ["fly"], "Required command was not provided.\nUnrecognized command or argument 'fly'.\n'./repro --help' says what is allowed.\n" },
        { ["run", "--teir", "paper"], "Unrecognized command or argument '--teir'.\nUnrecognized command or argument 'paper'.\n'./repro run --help' says what is allowed.\n" },
        { ["run", "--threads", "two"], "Cannot parse argument 'two' for option '--threads' as expected type 'System.Int32'.\n'./repro run --help' says what is allowed.\n" },
        { ["run", "--threads", "-1"], "--threads is 0 (every core) or more; got -1.\n" },
        { ["run", "--tier", "minature"], "A tier is one of published, miniature, paper; got 'minature'. Did you mean 'miniature'?\n" },
        { ["run", "--seed-set", "best"], "--seed-set is confirmation or development; got 'best'.\n" },
        { ["run", "--data", "no/such"], "--data names a folder that exists; got 'no/such'. Check the path.\n" },
        { ["run", "--model", "no/such"], "--model names a folder that exists; got 'no/such'. Check the path.\n" },
        { ["run", "--claims", "C03"], "There is no claim 'C03' in the ledger. Did you mean 'C01' or 'C02'? It has C01, C02.\n" },
        { ["audit", "no/such"], "audit names a folder that exists; got 'no/such'. Check the path.\n" },
        { ["data"], "Required command was not provided.\n'./repro data --help' says what is allowed.\n" },
        { ["data", "check"], "Required argument missing for command: 'check'.\n'./repro data check --help' says what is allowed.\n" },
        { ["data", "check", "no/such"], "data check names a folder that exists; got 'no/such'. Check the path.\n" },
        { ["verify", "no/such"], "A run's folder holds manifest.json, but no/such does not. Name the folder that './repro run' printed on its last line.\n" },
        { ["calibrate", "--threads", "-1"], "--threads is 0 (every core) or more; got -1.\n" },
        { ["calibrate", "--estimand", "cut"], "--estimand needs --json, as the document holds every row; got --estimand 'cut' alone.\n" },
        { ["calibrate", "--document", "no/such.md"], "calibrate writes into a Markdown file that exists; there is nothing at 'no/such.md'. Name another by --document.\n" },
        { ["bundle", "no/such"], "A run's folder holds manifest.json, but no/such does not. Name the folder that './repro run' printed on its last line.\n" },
        { ["verify", "no/such", "--rejudge", "half"], "--rejudge is a share of the responses such as 5% or 0.05, above 0 and at most 100 %; got 'half'.\n" },
        { ["compare", "a"], "Required argument missing for command: 'compare'.\n'./repro compare --help' says what is allowed.\n" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Bad_input_is_one_message_and_exit_code_2(string[] args, string message)
    {
        shell.Run(args).Should().Be(2);
        shell.Error.Should().Be(message);
        shell.Out.Should().BeEmpty();
        shell.Request.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Raised))]
    public void What_data_breaks_is_a_message_too(Exception exception)
    {
        shell.During = (_, _) => throw exception;
        shell.Run("run").Should().Be(2);
        shell.Error.Should().Be("a score is a number; got 'x'\n");
        Directory.Exists(shell["artifacts/runs"]).Should().BeFalse();
    }

    public static TheoryData<Exception> Raised => [new InputException("a score is a number; got 'x'"), new InvalidDataException("a score is a number; got 'x'"), new FormatException("a score is a number; got 'x'")];

    [Fact]
    public void A_fault_of_ours_is_not_hidden_as_bad_input()
    {
        shell.During = (_, _) => throw new InvalidOperationException("a fault");
        FluentActions.Invoking(() => shell.Run("run")).Should().Throw<InvalidOperationException>().WithMessage("a fault");
    }

    [Fact]
    public void Ctrl_C_writes_no_run_and_says_how_to_go_on()
    {
        shell.During = (_, _) => shell.Stop.Cancel();
        shell.Run("run").Should().Be(130);
        shell.Error.Should().Be("Stopped. What was finished is stored: the same command goes on from there.\n");
        Directory.Exists(shell["artifacts/runs"]).Should().BeFalse();
    }

    [Fact]
    public void Help_names_every_command_and_answers_0()
    {
        shell.Run("--help").Should().Be(0);
        shell.Out.Should().ContainAll("run", "report", "claims", "verify", "audit", "data", "compare");
    }
}
