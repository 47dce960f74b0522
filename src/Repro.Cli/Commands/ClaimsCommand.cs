using System.CommandLine;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Cli.Screen;

namespace Repro.Cli.Commands;

/// <summary><c>claims list</c> and <c>claims show ID</c>: the ledger, for people.</summary>
internal static class ClaimsCommand
{
    internal static Command Create(CliHost host)
    {
        var list = new Command("list", "One line a claim.");
        list.SetAction(_ =>
        {
            foreach (var claim in Ledger.Load(host.LedgerPath).Claims) host.Out.WriteLine($"{claim.Id,-5} {claim.Title}");
            return ExitCode.Expected;
        });
        var id = new Argument<string>("ID") { Description = "A claim's id, such as C18." };
        var show = new Command("show", "A claim in full.") { id };
        show.SetAction(parsed =>
        {
            var claim = Ledger.Load(host.LedgerPath)[parsed.GetValue(id)!];
            host.Out.WriteLine($"{claim.Id} {claim.Title}");
            host.Out.WriteLine(claim.Statement);
            host.Out.WriteLine($"holds when:  {string.Join(", ", claim.Metrics)} {claim.Comparator.Symbol()} {Numbers.Format(claim.Threshold, claim.Unit)}");
            if (claim.PaperValue is { } paper) host.Out.WriteLine($"the paper:   {Numbers.Format(paper, claim.Unit)}");
            foreach (var tier in Tiers.All)
            {
                var rule = claim.Tiers[tier];
                host.Out.WriteLine($"{tier + ":",-12} {rule.Expected} expected{(rule.Reason is null ? "" : $": {rule.Reason}")}");
            }

            return ExitCode.Expected;
        });
        return new Command("claims", "Read the ledger.") { list, show };
    }
}
