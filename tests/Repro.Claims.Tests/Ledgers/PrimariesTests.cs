namespace Repro.Claims.Tests.Ledgers;

public sealed class PrimariesTests
{
    private const string Second = """

          - id: C2
            title: T
            statement: S
            source: {section: "1"}
            estimand: proportion
            metrics: [m]
            comparator: ">"
            threshold: 10
            unit: "%"
            family: f
            tiers:
              every: {expected: Supported}
        """;

    [Fact]
    public void A_secondary_claim_names_its_primary_one() => Parse("family: f", "primary: C2")["C1"].Primary.Should().Be("C2");

    [Fact]
    public void Its_hash_is_another_and_that_of_a_claim_without_one_is_as_before()
    {
        var (plain, gated) = (Parse("family: f"), Parse("family: f", "primary: C2"));

        var difference = Claims.Ledgers.LedgerLock.Of(plain).Compare(gated);

        difference.Amended.Should().Equal("C1");
        Claims.Ledgers.ClaimTexts.Of(plain.Claims)["C1"].Should().NotContain("Primary");
    }

    [Theory]
    [InlineData("f", "C3", "'primary' is a claim of the ledger; got 'C3'. Did you mean 'C1' or 'C2'?")]
    [InlineData("f", "C1", "'primary' is another claim of the same family; this one is of 'f' and C1 of 'f'. Name another, or give both one 'family'.")]
    [InlineData("g", "C2", "'primary' is another claim of the same family; this one is of 'g' and C2 of 'f'. Name another, or give both one 'family'.")]
    public void A_primary_claim_is_another_one_of_the_family(string family, string primary, string message)
        => ((Func<Claims.Ledger>)(() => Parse($"family: {family}", $"primary: {primary}"))).Should().Throw<InputException>().WithMessage($"claims/x.yaml:15: claim C1: {message}");

    [Fact]
    public void A_claim_without_a_family_has_no_primary_one()
        => ((Func<Claims.Ledger>)(() => Parse("primary: C2"))).Should().Throw<InputException>()
            .WithMessage("claims/x.yaml:14: claim C1: 'primary' is another claim of the same family; this one is of none and C2 of 'f'. Name another, or give both one 'family'.");

    [Fact]
    public void A_primary_claim_is_not_secondary_itself()
        => ((Func<Claims.Ledger>)(() => Rows.Parse(Row("family: f", "primary: C2") + Second.Replace("family: f", "family: f\n    primary: C1", StringComparison.Ordinal)))).Should().Throw<InputException>()
            .WithMessage("claims/x.yaml:15: claim C1: 'primary' is a claim that is not secondary itself; C2 is secondary to C1. Name that one.");

    private static Claims.Ledger Parse(params string[] lines) => Rows.Parse(Row(lines) + Second);

    private static string Row(params string[] lines) => Rows.Proportion + string.Concat(lines.Select(l => $"\n    {l}"));
}
