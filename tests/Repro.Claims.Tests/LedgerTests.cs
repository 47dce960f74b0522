using Repro.Claims.Ledgers;

namespace Repro.Claims.Tests;

public sealed class LedgerTests
{
    [Theory]
    [InlineData("    title: T", "    titel: T", "claims/x.yaml:3: claim C1: the key 'title' is needed and missing.")]
    [InlineData("    threshold: 10", "    threshold: 10\n    treshold: 9",
        "claims/x.yaml:11: claim C1: there is no key 'treshold'. Did you mean 'threshold'? Allowed here: alpha, cluster, comparator, controls, digits, estimand, exceptions, family, formula, id, inputs, max-missing, metrics, paper-value, preconditions, primary, sampling, source, statement, threshold, tiers, title, uncontrolled, unit, untestable, variants.")]
    [InlineData("section: \"1\"", "section: \"1\", page: 3", "claims/x.yaml:6: claim C1, source: there is no key 'page'. Did you mean 'paper'? Allowed here: paper, section.")]
    [InlineData("threshold: 10", "threshold: ten", "claims/x.yaml:10: claim C1: 'threshold' is a number; got 'ten'.")]
    [InlineData("threshold: 10", "threshold: .nan", "claims/x.yaml:10: claim C1: 'threshold' is a number; got '.nan'.")]
    [InlineData("threshold: 10", "threshold: [10]", "claims/x.yaml:10: claim C1: 'threshold' is a number; got a list.")]
    [InlineData("title: T", "title: {a: b}", "claims/x.yaml:4: claim C1: 'title' is a text; got a mapping.")]
    [InlineData("title: T", "title:", "claims/x.yaml:4: claim C1: 'title' is a text; got nothing.")]
    [InlineData("metrics: [m]", "metrics: m", "claims/x.yaml:8: claim C1: 'metrics' is a list; got 'm'.")]
    [InlineData("metrics: [m]", "metrics: [[m]]", "claims/x.yaml:8: claim C1: 'metrics' is a list of texts; got a list.")]
    [InlineData("metrics: [m]", "metrics: []", "claims/x.yaml:8: claim C1: the estimand 'proportion' reads at least one of 'metrics'; got 0.")]
    [InlineData("{section: \"1\"}", "here", "claims/x.yaml:6: claim C1, source: this place holds keys and values; got 'here'.")]
    [InlineData("estimand: proportion", "estimand: proprtion",
        "claims/x.yaml:7: claim C1: 'estimand' is one of proportion, ratio, cut, equivalence, cosine, exact, arithmetic, population, difference, accuracy, ordered, changepoint, everycosine; got 'proprtion'. Did you mean 'proportion'?")]
    [InlineData("comparator: \">\"", "comparator: \"=>\"", "claims/x.yaml:9: claim C1: 'comparator' is one of >, >=, <, <=, =, within; got '=>'. Did you mean '=' or '>'?")]
    [InlineData("comparator: \">\"", "comparator: within", "claims/x.yaml:9: claim C1: the estimand 'proportion' is compared by >, >=, <, <=; got 'within'.")]
    [InlineData("unit: \"%\"", "unit: share", "claims/x.yaml:11: claim C1: the estimand 'proportion' has the unit %; got 'share'.")]
    [InlineData("expected: Supported", "expected: Yes", "claims/x.yaml:13: claim C1, tiers, every: 'expected' is one of Supported, Refuted, Inconclusive, Invalid, NotRun; got 'Yes'.")]
    [InlineData("expected: Supported", "expected: Refuted", "claims/x.yaml:13: claim C1, tiers, every: an expected verdict other than Supported needs a 'reason'; got Refuted without one.")]
    [InlineData("expected: Supported", "expected: Supported, controls: []", "claims/x.yaml:13: claim C1, tiers, every: a tier that replaces controls or preconditions needs a 'reason'.")]
    [InlineData("expected: Supported", "expected: Supported, threshold: 5",
        "claims/x.yaml:13: claim C1, tiers, every: there is no key 'threshold'. Allowed here: controls, expected, metrics, preconditions, reason, untestable, whole.")]
    [InlineData("every:", "paper:", "claims/x.yaml:13: claim C1, tiers: each tier says what it expects; 'published' is missing. Add it, or 'every' for all tiers.")]
    [InlineData("threshold: 10", "threshold: 10\n    alpha: 0.5", "claims/x.yaml:11: claim C1: 'alpha' is above 0 and below 0.5; got 0.5.")]
    [InlineData("threshold: 10", "threshold: 10\n    max-missing: 101", "claims/x.yaml:11: claim C1: 'max-missing' is a share in %, 0 to 100; got 101.")]
    [InlineData("threshold: 10", "threshold: 10\n    cluster: seed", "claims/x.yaml:11: claim C1: 'cluster' is one of question; got 'seed'.")]
    [InlineData("threshold: 10", "threshold: 10\n    formula: \"1\"", "claims/x.yaml:11: claim C1: arithmetic needs both 'inputs' and 'formula'.")]
    [InlineData("threshold: 10", "threshold: 10\n    formula: \"a\"\n    inputs: {a: 1}",
        "claims/x.yaml:12: claim C1: 'inputs' and 'formula' belong to the estimand 'arithmetic', and it needs them; this is 'proportion'.")]
    [InlineData("threshold: 10", "threshold: 10\n    formula: \"b\"\n    inputs: {a: 1}",
        "claims/x.yaml:11: claim C1: The formula 'b' names 'b', which is no input. Did you mean 'a'? Inputs: a.")]
    [InlineData("threshold: 10", "threshold: 10\n    exceptions: {layers: 1, of: 2}",
        "claims/x.yaml:11: claim C1: 'exceptions' belongs to the estimand 'cosine', and it needs it; this is 'proportion'.")]
    [InlineData("threshold: 10", "threshold: 10\n    exceptions: {layers: 2, of: 2}", "claims/x.yaml:11: claim C1, exceptions: 'layers' is at least 0 and below 'of'; got 2 of 2.")]
    [InlineData("threshold: 10", "threshold: 10\n    exceptions: {layers: 0.5, of: 2}", "claims/x.yaml:11: claim C1, exceptions: 'layers' is a whole number; got '0.5'.")]
    [InlineData("expected: Supported", "expected: NotRun, reason: r, untestable: no data",
        "claims/x.yaml:13: claim C1, tiers, every: 'untestable' stands alone in a tier; got expected, reason, untestable. Its verdict is NotRun and its text the reason.")]
    [InlineData("threshold: 10", "threshold: 10\n    untestable: no data",
        "claims/x.yaml:14: claim C1: a claim that is 'untestable' as a whole has no 'tiers'. Remove one, or say 'untestable' inside the tiers it is meant for.")]
    [InlineData("estimand: proportion", "estimand: difference", "claims/x.yaml:11: claim C1: the estimand 'difference' has the unit points; got '%'.")]
    [InlineData("estimand: proportion", "estimand: ordered", "claims/x.yaml:11: claim C1: the estimand 'ordered' has the unit tau; got '%'.")]
    [InlineData("estimand: proportion", "estimand: changepoint", "claims/x.yaml:11: claim C1: the estimand 'changepoint' has the unit nats; got '%'.")]
    [InlineData("threshold: 10", "threshold: 10\n    uncontrolled: r",
        "claims/x.yaml:11: claim C1: 'uncontrolled' is the reason for a control that the claim lacks and may lack; this one lacks none. Remove it.")]
    [InlineData("metrics: [m]", "metrics: [m]\n    controls: [{name: a, metric: b, rule: below}]", "claims/x.yaml:9: claim C1, controls 1: the rule 'below' needs a 'threshold'.")]
    [InlineData("metrics: [m]", "metrics: [m]\n    controls: [{name: a, metric: b, rule: unchanged, threshold: 1}]",
        "claims/x.yaml:9: claim C1, controls 1: the rule 'unchanged' takes no 'threshold'. Remove it.")]
    [InlineData("metrics: [m]", "metrics: [m]\n    controls: [{name: a, metric: b, rule: over, threshold: 1}]",
        "claims/x.yaml:9: claim C1, controls 1: 'rule' is one of below, above, equals, unchanged; got 'over'.")]
    [InlineData("claims:", "claim:", "claims/x.yaml:1: the file: the key 'claims' is needed and missing.")]
    [InlineData("paper: P", "title: P", "claims/x.yaml:1: the file: the key 'paper' is needed and missing.")]
    public void Names_file_line_key_and_what_is_allowed(string right, string wrong, string message)
    {
        Rows.Proportion.Should().Contain(right);

        FluentActions.Invoking(() => Rows.Parse(Rows.Proportion.Replace(right, wrong))).Should().Throw<InputException>().WithMessage(Literal(message));
    }

    [Fact]
    public void Refuses_the_same_id_twice()
    {
        var row = Rows.Proportion[Rows.Proportion.IndexOf("  - id", StringComparison.Ordinal)..];

        FluentActions.Invoking(() => Rows.Parse(Rows.Proportion + "\n" + row)).Should().Throw<InputException>()
            .WithMessage("claims/x.yaml:14: claim C1: each id stands once in the ledger; 'C1' is at claims/x.yaml:3 too.");
    }

    [Fact]
    public void Refuses_what_is_not_YAML()
        => FluentActions.Invoking(() => Rows.Parse("paper: [}")).Should().Throw<InputException>().Which.Message.Should().StartWith("claims/x.yaml:1: this is not YAML: ");

    [Fact]
    public void Refuses_the_same_key_twice()
        => FluentActions.Invoking(() => Rows.Parse(Rows.Proportion.Replace("    title: T", "    title: T\n    title: U")))
            .Should().Throw<InputException>().Which.Message.Should().StartWith("claims/x.yaml:5: this is not YAML: ");

    [Fact]
    public void Refuses_an_empty_file()
        => FluentActions.Invoking(() => Rows.Parse("")).Should().Throw<InputException>().WithMessage("claims/x.yaml:1: the file is empty. It needs the keys 'paper' and 'claims'.");

    [Fact]
    public void Refuses_a_path_with_nothing_there()
        => FluentActions.Invoking(() => Ledger.Load("/no/such")).Should().Throw<InputException>()
            .WithMessage("The ledger is a YAML file or a folder of them; there is nothing at '/no/such'.");

    [Fact]
    public void Refuses_a_folder_without_YAML()
    {
        var folder = Directory.CreateTempSubdirectory("repro-ledger-").FullName;

        FluentActions.Invoking(() => Ledger.Load(folder)).Should().Throw<InputException>()
            .WithMessage($"The ledger is a YAML file or a folder of them; there is no *.yaml in '{folder}'.");

        Directory.Delete(folder);
    }

    [Fact]
    public void Lists_near_ids_for_an_unknown_one()
        => FluentActions.Invoking(() => Rows.Parse(Rows.Proportion)["C2"]).Should().Throw<InputException>()
            .WithMessage("There is no claim 'C2' in the ledger. Did you mean 'C1'? It has C1.");

    [Fact]
    public void A_claim_that_no_tier_can_test_says_why_in_each()
    {
        var claim = Rows.Claim(Rows.Proportion.Replace("    metrics: [m]\n", "").Replace("tiers:\n      every: {expected: Supported}", "untestable: no data"));

        claim.Metrics.Should().BeEmpty();
        claim.Tiers.Should().HaveCount(3).And.OnlyContain(t => t.Value.Untestable && t.Value.Reason == "no data" && t.Value.Expected == Verdict.NotRun);
        Tiers.All.Should().OnlyContain(t => !claim.IsAnsweredIn(t));
    }

    [Fact]
    public void Only_a_claim_that_is_answered_needs_its_controls_measured()
    {
        var claim = Rows.Claim(Rows.Proportion.Replace("every: {expected: Supported}", """
            miniature: {expected: NotRun, reason: "not measured yet: x"}
                  published: {untestable: no data}
                  paper: {expected: Supported}
                controls: [{name: c, metric: d, rule: below, threshold: 5}]
            """));

        claim.NeededIn("paper").Should().Equal("m", "d");
        claim.NeededIn("miniature").Should().Equal("m");
        claim.NeededIn("published").Should().BeEmpty();
    }

    [Fact]
    public void A_claim_of_the_whole_tier_is_answered_but_not_by_default()
    {
        var claim = Rows.Claim(Rows.Proportion.Replace("every: {expected: Supported}", """
            miniature: {expected: Supported, whole: true}
                  every: {expected: Supported, whole: false}
            """));

        claim.IsAnsweredIn("miniature").Should().BeTrue();
        claim.IsAnsweredByDefaultIn("miniature").Should().BeFalse();
        claim.IsAnsweredByDefaultIn("paper").Should().BeTrue();
        FluentActions.Invoking(() => Rows.Claim(Rows.Proportion.Replace("expected: Supported}", "expected: Supported, whole: yes}"))).Should().Throw<InputException>()
            .WithMessage("*: claim C1, tiers, every: 'whole' is one of true, false; got 'yes'.");
    }

    [Fact]
    public void Reads_every_field()
    {
        var claim = Rows.Claim(Rows.Proportion.Replace("every: {expected: Supported}", """
            miniature: {expected: Refuted, reason: because, metrics: [n]}
                  published: {expected: Supported, reason: none, controls: [], preconditions: [{name: p, metric: q, rule: above, threshold: 1}]}
                  paper: {expected: Supported}
                paper-value: 11.3
                alpha: 0.01
                family: f
                cluster: question
                max-missing: 2
                controls: [{name: c, metric: d, rule: below, threshold: 5}]
                variants: [{name: as-coded, note: at most}]
            """));

        claim.Source.Should().Be(new ClaimSource("P", "1"));
        (claim.PaperValue, claim.Alpha, claim.Family, claim.Cluster, claim.MaxMissing).Should().Be((11.3, 0.01, "f", "question", 2));
        claim.Variants.Should().Equal(new ClaimVariant("as-coded", "at most"));
        claim.MetricsIn("miniature").Should().Equal("n");
        claim.KeysIn("paper").Should().Equal("m", "d");
        claim.KeysIn("published").Should().Equal("m", "q");
        claim.Tiers["miniature"].Reason.Should().Be("because");
    }

    private static string Literal(string message) => message.Replace("*", "?");
}
