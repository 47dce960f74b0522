using System.CommandLine;

namespace Repro.Cli.Commands;

/// <summary><c>claims</c>: the ledger, for people: list, show, lock, diff, schema.</summary>
internal static class ClaimsCommand
{
    internal static Command Create(CliHost host) => new("claims", "Read the ledger, lock it, and say what changed in it.")
    {
        ClaimsListCommand.Create(host),
        ClaimsShowCommand.Create(host),
        ClaimsLockCommand.Create(host),
        ClaimsDiffCommand.Create(host),
        ClaimsSchemaCommand.Create(host),
    };
}
