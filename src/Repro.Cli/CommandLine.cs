using System.CommandLine;
using System.CommandLine.Parsing;
using Repro.Claims;
using Repro.Cli.Commands;
using Repro.Judges;

namespace Repro.Cli;

/// <summary>Parses, calls the command, answers with an exit code. Bad input of any kind is one message on standard error and exit code 2.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line.</summary>
    public static int Run(IReadOnlyList<string> args, CliHost host, CancellationToken stop)
    {
        var root = new RootCommand("Turns each claim of a paper into a test, runs the experiments that it rests on, and says whether it holds.")
        {
            RunCommand.Create(host, args),
            ReportCommand.Create(host),
            ResultsCommand.Create(host),
            ClaimsCommand.Create(host),
            VerifyCommand.Create(host),
            BundleCommand.Create(host),
            AuditCommand.Create(host),
            DataCommand.Create(host),
            PlanCommand.Create(host),
            CompareCommand.Create(host),
            ExportCommand.Create(host),
            CalibrateCommand.Create(host),
            StoreCommand.Create(host),
        };
        var parsed = root.Parse([.. args]);
        if (parsed.Errors.Count > 0)
        {
            var command = $"./repro {Path(parsed.CommandResult)}--help";
            foreach (var message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal)) host.Error.WriteLine(message);
            host.Error.WriteLine($"'{command}' says what is allowed.");
            return ExitCode.BadInput;
        }

        try
        {
            return parsed.InvokeAsync(new InvocationConfiguration { Output = host.Out, Error = host.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop)
                .GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is InputException or InvalidDataException or FormatException)
        {
            host.Error.WriteLine(e.Message);
            return ExitCode.BadInput;
        }
        catch (JudgingStoppedException e)
        {
            host.Error.WriteLine(e.Message);
            return ExitCode.Incomplete;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            host.Error.WriteLine("Stopped. What was finished is stored: the same command goes on from there.");
            return ExitCode.Interrupted;
        }
    }

    /// <summary>The names of a command and of those above it, each with a space behind it.</summary>
    private static string Path(SymbolResult? result) => result is CommandResult { Command: not RootCommand } command ? $"{Path(command.Parent)}{command.Command.Name} " : "";
}
