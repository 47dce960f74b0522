using Repro.Claims.Ledgers;

namespace Repro.Claims.Tests.Ledgers;

public sealed class ClaimChangeTests
{
    private const string Controls = "    unit: \"%\"\n    controls: [{name: a, metric: b, rule: below, threshold: 5}]";

    [Theory]
    [InlineData("threshold: 10", "threshold: 9", "threshold: 10 -> 9")]
    [InlineData("title: T", "title: Über \"T\"", "title: T -> Über \"T\"")]
    [InlineData("comparator: \">\"", "comparator: \"<=\"", "comparator: > -> <=")]
    [InlineData("metrics: [m]", "metrics: [m, n]", "metrics: m -> m, n")]
    [InlineData("unit: \"%\"", "unit: \"%\"\n    paper-value: 11.3", "paper-value: nothing -> 11.3")]
    [InlineData("every: {expected: Supported}", "every: {expected: Supported}\n      paper: {expected: Refuted, reason: r}", "tiers.paper.expected: Supported -> Refuted|tiers.paper.reason: nothing -> r")]
    [InlineData("every: {expected: Supported}", "every: {expected: Supported}\n      paper: {untestable: r}",
        "tiers.paper.expected: Supported -> NotRun|tiers.paper.reason: nothing -> r|tiers.paper.untestable: nothing -> true")]
    [InlineData("section: \"1\"", "section: \"2\"", "source.section: 1 -> 2")]
    [InlineData("unit: \"%\"", "unit: \"%\"\n    max-missing: 2", "max-missing: 5 -> 2")]
    public void Says_which_field_was_what_in_the_words_of_the_ledger(string was, string now, string changes)
        => Change(Rows.Proportion, Rows.Proportion.Replace(was, now)).Fields.Select(f => f.ToString()).Should().Equal(changes.Split('|'));

    [Theory]
    [InlineData("rule: below", "rule: above", "controls 1.rule: below -> above")]
    [InlineData("threshold: 5}", "threshold: 4}", "controls 1.threshold: 5 -> 4")]
    [InlineData("threshold: 5}", "threshold: 5}, {name: c, metric: d, rule: unchanged}", "controls 2: nothing -> {\"Metric\":\"d\",\"Name\":\"c\",\"Rule\":3,\"Threshold\":null}")]
    public void Controls_are_counted_from_one(string was, string now, string change)
    {
        var row = Rows.Proportion.Replace("    unit: \"%\"", Controls);

        Change(row, row.Replace(was, now)).Fields.Select(f => f.ToString()).Should().Equal(change);
    }

    [Fact]
    public void Says_the_kind_by_name()
        => Change(Rows.Proportion, Rows.Proportion.Replace("estimand: proportion", "estimand: exact")).Fields.Should().Equal(new FieldChange("estimand", "proportion", "exact"));

    [Fact]
    public void Added_and_removed_claims_have_no_fields()
    {
        var changes = ClaimChange.Between(Texts(Rows.Proportion), Texts(Rows.Proportion.Replace("id: C1", "id: C2")));

        changes.Select(c => (c.Id, c.Kind, c.Fields.Count)).Should().Equal(("C1", ChangeKind.Removed, 0), ("C2", ChangeKind.Added, 0));
    }

    [Fact]
    public void The_same_ledger_has_no_changes() => ClaimChange.Between(Texts(Rows.Proportion), Texts(Rows.Proportion)).Should().BeEmpty();

    private static ClaimChange Change(string was, string now) => ClaimChange.Between(Texts(was), Texts(now)).Should().ContainSingle(c => c.Kind == ChangeKind.Amended).Which;

    private static ClaimTexts Texts(string yaml) => ClaimTexts.Of(Rows.Parse(yaml).Claims);
}
