using Repro.Claims.Ledgers;

namespace Repro.Claims.Tests;

public sealed class CommittedLedgerTests
{
    private static readonly Ledger Ledger = Ledger.Load(Repository.ClaimsFolder);

    [Fact]
    public void Has_the_rows_of_the_headline_and_of_the_commentary() => Ledger.Claims.Select(c => c.Id).Should().Equal(
        "C03", "C04", "C05", "C06", "C07", "C18", "C19", "C20", "C21", "C22", "C23", "C24", "C25",
        "S01", "S02", "S03", "S04", "S05", "S07", "S09");

    [Fact]
    public void Lock_is_current()
    {
        var path = Path.Combine(Repository.ClaimsFolder, "claims.lock");
        if (Environment.GetEnvironmentVariable("REPRO_ACCEPT") == "1")
            File.WriteAllText(path, LedgerLock.Of(Ledger).ToText());

        LedgerLock.Read(path).Compare(Ledger).ToString().Should().Be("The ledger is as locked.");
        LedgerLock.Read(path).Whole.Should().Be(LedgerLock.Of(Ledger).Whole);
    }

    [Theory]
    [InlineData("C04", Comparator.Greater, 10)]
    [InlineData("C06", Comparator.GreaterOrEqual, 99)]
    [InlineData("C18", Comparator.GreaterOrEqual, 90)]
    [InlineData("C19", Comparator.GreaterOrEqual, 90)]
    [InlineData("C20", Comparator.GreaterOrEqual, 90)]
    [InlineData("C21", Comparator.GreaterOrEqual, 78)]
    [InlineData("C23", Comparator.Greater, 99)]
    [InlineData("C24", Comparator.Within, 10)]
    [InlineData("C25", Comparator.Greater, 0.8)]
    public void Headline_threshold_stands(string id, Comparator comparator, double threshold)
        => (Ledger[id].Comparator, Ledger[id].Threshold).Should().Be((comparator, threshold));

    [Theory]
    [InlineData("S01", 170496, Verdict.Refuted)]
    [InlineData("S02", 137625600, Verdict.Refuted)]
    [InlineData("S03", 0.124, Verdict.Refuted)]
    [InlineData("S04", 60.106, Verdict.Supported)]
    [InlineData("S05", 5120, Verdict.Refuted)]
    [InlineData("S07", 10752, Verdict.Supported)]
    [InlineData("S09", 1.883, Verdict.Supported)]
    public void Arithmetic_is_decided_as_expected_in_every_tier(string id, double value, Verdict verdict)
    {
        foreach (var tier in Tiers.All)
        {
            var result = Decider.Decide(Ledger[id], tier, new Dictionary<string, Measurements.Measurement>());
            result.Value.Should().BeApproximately(value, 5e-4);
            result.Verdict.Should().Be(verdict).And.Be(result.Expected);
        }
    }
}
