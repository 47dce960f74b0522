using Repro.Claims.Ledgers;

namespace Repro.Claims.Tests;

public sealed class CommittedLedgerTests
{
    private static readonly Ledger Ledger = Ledger.Load(Repository.ClaimsFolder);

    [Fact]
    public void Has_a_row_for_every_claim_of_the_papers_of_the_commentary_of_its_study_and_of_our_own() => Ledger.Claims.Select(c => c.Id).Should().BeEquivalentTo(
        [.. Ids("C", 49), .. Ids("M", 31), .. Ids("B", 16), .. Ids("S", 14), .. Ids("J", 8), .. Ids("Q", 8), .. Ids("O", 1)]);

    [Fact]
    public void Lock_is_current()
    {
        var locked = LedgerLock.Read(Path.Combine(Repository.ClaimsFolder, LedgerLock.FileName));

        locked.Compare(Ledger).ToString().Should().Be("The ledger is as locked.", "'./repro claims diff' shows what changed and './repro claims lock' locks it");
        locked.Whole.Should().Be(LedgerLock.Of(Ledger).Whole);
        ClaimChange.Between(locked.ReadTexts(Path.Combine(Repository.ClaimsFolder, LedgerLock.TextsFileName)), ClaimTexts.Of(Ledger.Claims)).Should().BeEmpty();
    }

    [Fact]
    public void Where_no_answer_is_expected_the_verdict_is_NotRun_with_the_reason_of_the_ledger()
    {
        foreach (var tier in Tiers.All)
        {
            foreach (var claim in Ledger.Claims.Where(c => !c.IsAnsweredIn(tier)))
            {
                var result = Decider.Decide(claim, tier, new Dictionary<string, Measurements.Measurement>());
                (result.Verdict, result.Expected, result.Reason).Should().Be((Verdict.NotRun, Verdict.NotRun, claim.Tiers[tier].Reason), "{0} in tier {1}", claim.Id, tier);
            }
        }
    }

    [Fact]
    public void What_is_only_not_measured_yet_names_a_metric_that_an_experiment_can_fill()
    {
        var waiting = Tiers.All.SelectMany(t => Ledger.Claims.Where(c => c.Tiers[t].Reason?.StartsWith("not measured yet: ", StringComparison.Ordinal) == true).Select(c => (Claim: c, Tier: t))).ToList();

        waiting.Should().NotBeEmpty().And.OnlyContain(w => w.Claim.MetricsIn(w.Tier).Count > 0 && !w.Claim.Tiers[w.Tier].Untestable);
    }

    [Theory]
    [InlineData("published", 27)]
    [InlineData("miniature", 66)]
    [InlineData("paper", 65)]
    public void A_tier_answers_so_many_claims(string tier, int claims) => Ledger.Claims.Count(c => c.IsAnsweredIn(tier)).Should().Be(claims);

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
    [InlineData("S10", 4.425, Verdict.Supported)]
    [InlineData("S11", 23.529, Verdict.Refuted)]
    [InlineData("M04", 6.667, Verdict.Supported)]
    [InlineData("M31", 400, Verdict.Supported)]
    public void Arithmetic_is_decided_as_expected_in_every_tier(string id, double value, Verdict verdict)
    {
        foreach (var tier in Tiers.All)
        {
            var result = Decider.Decide(Ledger[id], tier, new Dictionary<string, Measurements.Measurement>());
            result.Value.Should().BeApproximately(value, 5e-4);
            result.Verdict.Should().Be(verdict).And.Be(result.Expected);
        }
    }

    private static IEnumerable<string> Ids(string letter, int count) => Enumerable.Range(1, count).Select(i => count > 9 ? $"{letter}{i:00}" : $"{letter}{i}");
}
