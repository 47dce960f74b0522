using System.CommandLine;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Cli.Screen;

namespace Repro.Cli.Commands;

/// <summary><c>claims show ID</c>: a claim in full.</summary>
internal static class ClaimsShowCommand
{
    internal static Command Create(CliHost host)
    {
        var id = new Argument<string>("ID") { Description = "A claim's id, such as C18." };
        var command = new Command("show", "A claim in full.") { id };
        command.SetAction(parsed =>
        {
            foreach (var line in Lines(Ledger.Load(host.LedgerPath)[parsed.GetValue(id)!])) host.Out.WriteLine(line);
            return ExitCode.Expected;
        });
        return command;
    }

    private static IEnumerable<string> Lines(Claim claim)
    {
        yield return $"{claim.Id} {claim.Title}";
        yield return claim.Statement;
        yield return $"source:      {claim.Source.Paper}, {claim.Source.Section}";
        yield return $"holds when:  {Measured(claim)} {claim.Comparator.Symbol()} {Numbers.Format(claim.Threshold, claim.Unit)}";
        if (claim.PaperValue is { } paper) yield return $"the paper:   {Numbers.Format(paper, claim.Unit)}";
        foreach (var control in claim.Controls) yield return $"control:     {control.Name}: {Rule(control)}";
        if (claim.Uncontrolled is { } why) yield return $"uncontrolled: {why}";
        foreach (var condition in claim.Preconditions) yield return $"only if:     {condition.Name}: {Rule(condition)}";
        foreach (var variant in claim.Variants) yield return $"{variant.Name + ":",-12} {variant.Note}";
        foreach (var tier in Tiers.All)
        {
            var rule = claim.Tiers[tier];
            yield return $"{tier + ":",-12} {rule.Expected} expected{(rule.Reason is null ? "" : $": {rule.Reason}")}";
        }
    }

    private static string Measured(Claim claim) => claim.Arithmetic is { } rule ? rule.Formula : claim.Metrics.Count > 0 ? string.Join(", ", claim.Metrics) : claim.Estimand.ToString().ToLowerInvariant();

    private static string Rule(Control control) => $"{control.Metric} {control.Rule.ToString().ToLowerInvariant()}{(control.Threshold is { } threshold ? $" {threshold}" : "")}";
}
