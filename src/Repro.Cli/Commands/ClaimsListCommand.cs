using System.CommandLine;
using Repro.Claims;
using Repro.Claims.Ledgers;
using Repro.Claims.Results;

namespace Repro.Cli.Commands;

/// <summary><c>claims list</c>: one line a claim; in a tier, what is expected there and why.</summary>
internal static class ClaimsListCommand
{
    internal static Command Create(CliHost host)
    {
        var tier = new Option<string?>("--tier") { Description = "Say what is expected in this tier: published, miniature or paper.", HelpName = "TIER" };
        var paper = new Option<string?>("--paper") { Description = "Only claims of this paper; a part of its name is enough, such as 11618.", HelpName = "PAPER" };
        var json = new Option<bool>("--json") { Description = "Machine-readable: every field that decides." };
        var command = new Command("list", "One line a claim.") { tier, paper, json };
        command.SetAction(parsed =>
        {
            var name = parsed.GetValue(tier) is { } asked ? Tiers.Check(asked) : null;
            var claims = Of(Ledger.Load(host.LedgerPath).Claims, parsed.GetValue(paper));
            if (parsed.GetValue(json)) host.Out.WriteLine(System.Text.Json.JsonSerializer.Serialize(claims.Select(c => Row(c, name)), ClaimsJson.Options));
            else foreach (var claim in claims) host.Out.WriteLine(name is null ? $"{claim.Id,-5} {claim.Title}" : Line(claim, claim.Tiers[name]));
            return ExitCode.Expected;
        });
        return command;
    }

    private static IReadOnlyList<Claim> Of(IReadOnlyList<Claim> claims, string? paper)
    {
        if (paper is null) return claims;
        List<Claim> found = [.. claims.Where(c => c.Source.Paper.Contains(paper, StringComparison.OrdinalIgnoreCase))];
        return found.Count > 0 ? found
            : throw new InputException($"--paper names a paper of the ledger, or a part of its name; got '{paper}'. It has {string.Join("; ", claims.Select(c => c.Source.Paper).Distinct(StringComparer.Ordinal))}.");
    }

    private static string Line(Claim claim, TierRule rule) => $"{claim.Id,-5} {rule.Expected,-12} {claim.Title}{(rule.Reason is null ? "" : $" ({rule.Reason})")}";

    private static object Row(Claim claim, string? tier) => new
    {
        claim.Id, claim.Title, claim.Statement, claim.Source.Paper, claim.Source.Section,
        Estimand = claim.Estimand.ToString().ToLowerInvariant(), claim.Metrics, Comparator = claim.Comparator.Symbol(), claim.Threshold, claim.Unit, claim.PaperValue, claim.Family,
        Tiers = Tiers.All.Where(t => tier is null || t == tier).ToDictionary(t => t, t => new { claim.Tiers[t].Expected, claim.Tiers[t].Untestable, claim.Tiers[t].Reason }, StringComparer.Ordinal),
    };
}
