using System.CommandLine;
using Repro.Claims.Ledgers;
using Repro.Evidence.Files;

namespace Repro.Cli.Commands;

/// <summary><c>claims schema</c>: writes the JSON schema that editors check the ledger's files with.</summary>
internal static class ClaimsSchemaCommand
{
    internal static Command Create(CliHost host)
    {
        var command = new Command("schema", "Write claims/schema.json, by which editors complete and check the ledger's files.");
        command.SetAction(_ =>
        {
            var path = Path.Combine(host.LedgerPath, LedgerSchema.FileName);
            AtomicFile.WriteAllText(path, LedgerSchema.ToText());
            host.Out.WriteLine(path);
            return ExitCode.Expected;
        });
        return command;
    }
}
