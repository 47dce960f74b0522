using System.Text.Json.Nodes;
using Repro.Claims.Ledgers;

namespace Repro.Claims.Tests.Ledgers;

public sealed class LedgerSchemaTests
{
    private static readonly JsonNode Schema = JsonNode.Parse(LedgerSchema.ToText())!;

    public static TheoryData<string> Files => [.. Directory.GetFiles(Repository.ClaimsFolder, "*.yaml").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void The_committed_schema_is_current()
        => File.ReadAllText(Path.Combine(Repository.ClaimsFolder, LedgerSchema.FileName)).Should().Be(LedgerSchema.ToText(), "'./repro claims schema' writes it");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_file_of_the_ledger_names_the_schema_and_keeps_it(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.ClaimsFolder, file));

        text.Split('\n')[0].Should().Be("# yaml-language-server: $schema=schema.json");
        SchemaCheck.Mistakes(Schema, SchemaCheck.FromYaml(text)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("title: T", "titel: T", "$.claims[0] lacks title|$.claims[0] has titel")]
    [InlineData("threshold: 10", "threshold: ten", "$.claims[0].threshold is number")]
    [InlineData("estimand: proportion", "estimand: share", "$.claims[0].estimand is one of [\"proportion\",\"ratio\",\"cut\",\"equivalence\",\"cosine\",\"exact\",\"arithmetic\",\"population\",\"difference\",\"accuracy\",\"ordered\",\"changepoint\",\"everycosine\"]")]
    [InlineData("expected: Supported", "expected: Yes", "$.claims[0].tiers.every.expected is one of [\"Supported\",\"Refuted\",\"Inconclusive\",\"Invalid\",\"NotRun\"]")]
    [InlineData("metrics: [m]", "metrics: m", "$.claims[0].metrics is array")]
    [InlineData("metrics: [m]", "metrics: [m]\n    controls: [{name: a, metric: b}]", "$.claims[0].controls[0] lacks rule")]
    [InlineData("every: {expected: Supported}", "gold: {expected: Supported}", "$.claims[0].tiers has gold")]
    [InlineData("every: {expected: Supported}", "every: {expected: Supported, untestable: r}", "$.claims[0].tiers.every has one of [{\"required\":[\"expected\"]},{\"required\":[\"untestable\"]}]")]
    [InlineData("threshold: 10", "threshold: 10\n    exceptions: {layers: 0.5, of: 2}", "$.claims[0].exceptions.layers is integer")]
    [InlineData("threshold: 10", "threshold: 10\n    inputs: {a: b}", "$.claims[0].inputs.a is number")]
    [InlineData("paper: P", "papers: P", "$ lacks paper|$ has papers")]
    public void A_mistake_is_seen_where_it_is(string right, string wrong, string mistakes)
    {
        SchemaCheck.Mistakes(Schema, SchemaCheck.FromYaml(Rows.Proportion)).Should().BeEmpty();

        SchemaCheck.Mistakes(Schema, SchemaCheck.FromYaml(Rows.Proportion.Replace(right, wrong))).Should().BeEquivalentTo(mistakes.Split('|'));
    }

    /// <summary>The reader lists the keys it allows when it meets one that it does not; the schema must allow the same.</summary>
    [Theory]
    [InlineData("    title: T", "    title: T\n    zzz: 1", "claims.items")]
    [InlineData("section: \"1\"", "section: \"1\", zzz: 1", "claims.items.source")]
    [InlineData("metrics: [m]", "metrics: [m]\n    controls: [{name: a, metric: b, rule: unchanged, zzz: 1}]", "claims.items.controls.items")]
    [InlineData("expected: Supported", "expected: Supported, zzz: 1", "claims.items.tiers.every")]
    [InlineData("threshold: 10", "threshold: 10\n    exceptions: {layers: 1, of: 2, zzz: 1}", "claims.items.exceptions")]
    [InlineData("threshold: 10", "threshold: 10\n    variants: [{name: a, note: b, zzz: 1}]", "claims.items.variants.items")]
    [InlineData("threshold: 10", "threshold: 10\n    sampling: {successes: 1, trials: 2, reference-successes: 1, reference-trials: 2, zzz: 1}", "claims.items.sampling")]
    [InlineData("paper: P", "paper: P\nzzz: 1", "")]
    public void The_schema_allows_the_keys_that_the_reader_allows(string right, string wrong, string place)
    {
        var message = FluentActions.Invoking(() => Rows.Parse(Rows.Proportion.Replace(right, wrong))).Should().Throw<InputException>().Which.Message;

        var node = Schema;
        foreach (var step in place.Split('.', StringSplitOptions.RemoveEmptyEntries))
            node = (step == "items" ? node["items"] : node["properties"]![step])!;
        message[(message.IndexOf("Allowed here: ", StringComparison.Ordinal) + 14)..^1].Split(", ").Should().BeEquivalentTo(node["properties"]!.AsObject().Select(p => p.Key));
    }
}
