using Repro.Claims.Ledgers;

namespace Repro.Claims.Tests.Ledgers;

/// <summary>What each kind of claim cannot be stated without.</summary>
public sealed class ControlDemandsTests
{
    private const string NotRun = "every: {expected: NotRun, reason: r}";
    private const string Waiver = ", or say in 'uncontrolled' why there can be none";

    [Theory]
    [InlineData("cut", ">=", "%", "m", "controls that it cannot do without: a random direction (ablation.random.*), an orthogonal direction (ablation.orthogonal.*), zero strength (ablation.zero.*). Add them", "")]
    [InlineData("equivalence", "within", "%", "m", "a control that it cannot do without: zero strength (ablation.zero.*). Add it", "")]
    [InlineData("cosine", ">", "cosine", "m", "a control that it cannot do without: directions of permuted labels (cosine.random or *.permuted). Add it", "")]
    [InlineData("everycosine", ">", "cosine", "m", "a control that it cannot do without: directions of permuted labels (cosine.random or *.permuted). Add it", "")]
    [InlineData("accuracy", ">", "%", "m", "a control that it cannot do without: permuted labels (*.permuted). Add it", "")]
    [InlineData("proportion", ">", "%", "em.m", "controls that it cannot do without: the untouched model (em.chat), a model of good advice (em.rank32-good-medical). Add them", Waiver)]
    [InlineData("population", ">", "%", "em.m", "controls that it cannot do without: the untouched model (em.chat), a model of good advice (em.rank32-good-medical). Add them", Waiver)]
    [InlineData("proportion", ">", "%", "published.em.m", "controls that it cannot do without: the untouched model (em.chat), a model of good advice (em.rank32-good-medical). Add them", Waiver)]
    [InlineData("proportion", ">", "%", "steering.m", "controls that it cannot do without: a random direction of the same norm (steering.random.*), steering by nothing (steering.zero.*). Add them", "")]
    [InlineData("ordered", ">", "tau", "steering.m", "controls that it cannot do without: a random direction of the same norm (steering.random.*), steering by nothing (steering.zero.*). Add them", "")]
    [InlineData("proportion", ">", "%", "scaling.m", "a control that it cannot do without: the adapters unscaled (scaling.unscaled.*). Add it", Waiver)]
    [InlineData("proportion", ">", "%", "patching.m", "a control that it cannot do without: a patch with the prompt's own scalars (patching.self.*). Add it", "")]
    public void A_claim_without_them_cannot_be_made(string estimand, string comparator, string unit, string metric, string demand, string waiver)
        => Making(estimand, comparator, unit, metric).Should().Throw<InputException>()
            .Which.Message.Should().Be($"claims/x.yaml:3: claim C1: this claim of kind '{estimand}' lacks {demand} to 'controls'{waiver}.");

    [Fact]
    public void Only_what_is_missing_is_named_at_the_line_of_the_controls()
        => Making("cut", ">=", "%", "m", "controls: [{name: r, metric: ablation.random.m, rule: below, threshold: 4}, {name: z, metric: ablation.zero.m, rule: unchanged}]")
            .Should().Throw<InputException>().Which.Message.Should()
            .Be("claims/x.yaml:14: claim C1: this claim of kind 'cut' lacks a control that it cannot do without: an orthogonal direction (ablation.orthogonal.*). Add it to 'controls'.");

    [Fact]
    public void With_all_of_them_it_can()
        => Making("cut", ">=", "%", "m", Rows.AblationControls).Should().NotThrow();

    [Theory]
    [InlineData("proportion", ">", "%", "em.m")]
    [InlineData("proportion", ">", "%", "scaling.m")]
    public void A_stated_reason_stands_in_where_the_table_allows_it(string estimand, string comparator, string unit, string metric)
        => Making(estimand, comparator, unit, metric, "uncontrolled: nobody released it").Should().NotThrow();

    [Fact]
    public void No_reason_stands_in_for_the_controls_of_an_ablation()
        => Making("cut", ">=", "%", "m", "uncontrolled: we are in a hurry").Should().Throw<InputException>().WithMessage("*this one lacks none. Remove it.");

    [Fact]
    public void A_claim_that_reads_nothing_needs_none()
        => FluentActions.Invoking(() => Rows.Claim(Rows.Proportion.Replace("estimand: proportion", "estimand: cut").Replace("\">\"", "\">=\"").Replace("    metrics: [m]\n", "")
            .Replace("tiers:\n      every: {expected: Supported}", "untestable: no data"))).Should().NotThrow();

    private static Action Making(string estimand, string comparator, string unit, string metric, params string[] more)
    {
        string[] lines = estimand == "cosine" ? [.. more, "exceptions: {layers: 0, of: 1}"] : more;
        return () => Rows.Claim(Rows.Proportion.Replace("estimand: proportion", $"estimand: {estimand}").Replace("\">\"", $"\"{comparator}\"").Replace("unit: \"%\"", $"unit: \"{unit}\"")
            .Replace("[m]", $"[{metric}]").Replace("every: {expected: Supported}", NotRun) + string.Concat(lines.Select(l => $"\n    {l}")));
    }
}
