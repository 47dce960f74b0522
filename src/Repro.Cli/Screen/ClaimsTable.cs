using Repro.Claims;
using Repro.Claims.Results;
using Spectre.Console;

namespace Repro.Cli.Screen;

/// <summary>The answer at a glance: claim, measured value with interval, threshold, verdict.</summary>
internal static class ClaimsTable
{
    internal static void Write(CliHost host, IReadOnlyList<ClaimResult> claims, bool reasons)
    {
        var table = new Table { Border = host.Interactive ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (var column in (string[])["Claim", "Measured", "Threshold", "Verdict"]) table.AddColumn(column);
        foreach (var claim in claims)
        {
            table.AddRow(new Text($"{claim.Id} {claim.Title}"), new Text(Numbers.Value(claim)), new Text(Numbers.Threshold(claim)), Verdict(claim));
        }

        Terminal.For(host).Write(table);
        foreach (var claim in claims.Where(c => c.Reason is not null && (reasons || c.Verdict != c.Expected))) host.Out.WriteLine($"{claim.Id} {claim.Verdict}: {claim.Reason}");
        foreach (var claim in claims.Where(c => reasons && c.OverSeeds is not null)) host.Out.WriteLine($"{claim.Id} {Seeds(claim, claim.OverSeeds!)}");
        host.Out.WriteLine(Summary(claims));
    }

    private static Text Verdict(ClaimResult claim) => claim.Verdict == claim.Expected
        ? new Text(claim.Verdict.ToString(), claim.Verdict == Claims.Verdict.Supported ? Color.Green : Color.Grey)
        : new Text($"{claim.Verdict} (expected {claim.Expected})", Color.Red);

    private static string Seeds(ClaimResult claim, OverSeeds seeds)
        => $"by training seed: {string.Join(", ", seeds.Values.Select(value => Numbers.Format(value, claim.Unit)))}; over training seeds {Numbers.Value(claim with { Value = seeds.Mean, Interval = seeds.Interval })}, {seeds.Verdict}";

    private static string Summary(IReadOnlyList<ClaimResult> claims)
    {
        var verdicts = Enum.GetValues<Verdict>().Select(v => (Verdict: v, Count: claims.Count(c => c.Verdict == v))).Where(v => v.Count > 0).Select(v => $"{v.Count} {v.Verdict}");
        var unexpected = claims.Count(c => c.Verdict != c.Expected);
        return $"{claims.Count} claims: {string.Join(", ", verdicts)}; {(unexpected == 0 ? "every verdict is the expected one" : $"{unexpected} not as expected")}.";
    }
}
