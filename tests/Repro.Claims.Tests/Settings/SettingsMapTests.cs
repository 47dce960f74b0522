using Repro.Claims.Measurements;
using Repro.Claims.Settings;

namespace Repro.Claims.Tests.Settings;

public sealed class SettingsMapTests
{
    private static readonly Setting Here = new("villains-12", "villain share", "12") { CentreLevel = "6" };

    private static ProportionMeasurement Share(int successes) => new([new QuestionCount("q", 1, successes, 100)]);

    [Fact]
    public void A_claim_is_decided_again_from_the_measurements_of_the_setting_alone()
    {
        var book = new Dictionary<string, Measurement> { ["m"] = Share(90), ["setting.villains-12.m"] = Share(1), ["setting.villains-1.m"] = Share(95) };

        var row = SettingsMap.Of([Rows.Claim(Rows.Proportion)], "miniature", book, [Here]).Single();

        (row.Name, row.Factor, row.Level, row.CentreLevel).Should().Be(("villains-12", "villain share", "12", "6"));
        var verdict = row.Claims.Single();
        (verdict.Id, verdict.Value, verdict.Verdict).Should().Be(("C1", 1, Verdict.Refuted));
        verdict.Interval.Should().HaveCount(2);
        Decider.Decide(Rows.Claim(Rows.Proportion), "miniature", book).Verdict.Should().Be(Verdict.Supported);
    }

    [Fact]
    public void A_setting_that_could_not_measure_it_says_why()
    {
        var book = new Dictionary<string, Measurement> { ["setting.villains-12.m"] = new MissingMeasurement("too few misaligned answers") };

        SettingsMap.Of([Rows.Claim(Rows.Proportion)], "miniature", book, [Here]).Single().Claims.Single()
            .Should().Be(new SettingVerdict("C1", null, null, Verdict.NotRun, "too few misaligned answers"));
    }

    [Fact]
    public void A_setting_without_measurements_has_no_row() =>
        SettingsMap.Of([Rows.Claim(Rows.Proportion)], "miniature", new Dictionary<string, Measurement> { ["m"] = Share(9) }, [Here]).Should().BeEmpty();
}
