using Repro.Claims.Goldens;
using Repro.Claims.Results;

namespace Repro.Claims.Tests.Goldens;

public sealed class GoldenTests
{
    private static readonly ClaimResult Result = new()
    {
        Id = "C1", Title = "T", Tier = "miniature", Verdict = Verdict.Supported, Expected = Verdict.Supported,
        Value = 20, Interval = [18, 22], N = 800, Comparator = ">", Unit = "%", Estimand = "proportion", Threshold = 10,
        Controls = [new ControlResult("chat", 1, true)],
    };

    private static readonly Reference Golden = new("golden/x.json", """
        {"id": "C1", "tier": "miniature", "verdict": "Supported", "value": 20.0, "interval": [18, 22], "n": 800,
         "controls": [{"name": "chat", "value": 1, "passed": true}],
         "tolerance": {"default": {"absolute": 0.5}, "n": {"relative": 0.01}, "controls": {"absolute": 2}}}
        """);

    public static TheoryData<ClaimResult, Reproduction> Axis => new()
    {
        { Result, Reproduction.Bitwise },
        { Result with { Title = "not compared", Reason = "nor this" }, Reproduction.Bitwise },
        { Result with { Value = 20.5, Interval = [18.4, 22.4], N = 807 }, Reproduction.WithinTolerance },
        { Result with { Controls = [new ControlResult("chat", 2.5, true)] }, Reproduction.WithinTolerance },
        { Result with { Value = 20.6 }, Reproduction.StatisticallyConsistent },
        { Result with { N = 809 }, Reproduction.StatisticallyConsistent },
        { Result with { Verdict = Verdict.Inconclusive }, Reproduction.StatisticallyConsistent },
        { Result with { Controls = [] }, Reproduction.StatisticallyConsistent },
        { Result with { Value = 24, Interval = [22, 26] }, Reproduction.StatisticallyConsistent },
        { Result with { Value = 24.1, Interval = [22.1, 26.1] }, Reproduction.Drifted },
        { Result with { Value = 10, Interval = [8, 12] }, Reproduction.Drifted },
        { Result with { Verdict = Verdict.NotRun, Value = null, Interval = null }, Reproduction.NoReference },
    };

    [Theory]
    [MemberData(nameof(Axis))]
    public void Stands_to_the_golden(ClaimResult measured, Reproduction reproduction)
        => GoldenComparer.Compare(measured, Golden).Reproduction.Should().Be(reproduction);

    [Fact]
    public void A_golden_without_a_value_is_no_reference()
        => GoldenComparer.Compare(Result, Reference.Of(Result with { Value = null, Interval = null }, "g")).Reproduction.Should().Be(Reproduction.NoReference);

    [Fact]
    public void Lists_every_difference()
        => GoldenComparer.Compare(Result with { Value = 20.25, Verdict = Verdict.Invalid, Interval = [18, 23], Controls = [new ControlResult("chat", 1, false)] }, Golden)
            .Differences.Select(d => d.ToString()).Should().Equal(
                "verdict: expected \"Supported\", got \"Invalid\"",
                "value: expected 20.0, got 20.25 (within tolerance)",
                "interval[1]: expected 22, got 23",
                "controls[0].passed: expected true, got false");

    [Theory]
    [InlineData("[]", "g: a JSON object is needed; got '[]'.")]
    [InlineData("{\"interval\": [1]}", "g: 'interval' is [low, high]; got [1].")]
    [InlineData("{\"tolerance\": {\"default\": {\"abs\": 1}}}", "g: 'tolerance' maps fields to {\"absolute\": number, \"relative\": number}; got {\"default\":{\"abs\":1}}.")]
    [InlineData("{\"tolerance\": {\"default\": {\"absolute\": -1}}}", "g: a tolerance is at least 0; got {\"default\":{\"absolute\":-1}}.")]
    [InlineData("{\"id\": \"C2\"}", "g: a golden is of the claim and tier that it is compared with; id: expected \"C2\", got \"C1\".")]
    public void Refuses_a_malformed_golden(string json, string message)
        => FluentActions.Invoking(() => GoldenComparer.Compare(Result, new Reference("g", json))).Should().Throw<InputException>().Which.Message.Should().Be(message);

    [Fact]
    public void Refuses_what_is_not_JSON()
        => FluentActions.Invoking(() => GoldenComparer.Compare(Result, new Reference("g", "{\n,"))).Should().Throw<InputException>().Which.Message.Should().StartWith("g:2: this is not JSON: ");

    [Fact]
    public void Accepting_writes_what_reads_back_bitwise_and_keeps_the_tolerance()
    {
        var folder = Directory.CreateTempSubdirectory("repro-golden-").FullName;
        Reference.Find(folder, "miniature", "C1").Should().BeNull();

        Reference.Accept(folder, Result);

        var golden = Reference.Find(folder, "miniature", "C1")!;
        GoldenComparer.Compare(Result, golden).Reproduction.Should().Be(Reproduction.Bitwise);
        golden.Json.Should().Contain("\"relative\": 1E-06");
        File.WriteAllText(golden.Name, golden.Json.Replace("1E-06", "0.25"));
        Reference.Accept(folder, Result with { Value = 21 });
        Reference.Find(folder, "miniature", "C1")!.Json.Should().Contain("\"value\": 21").And.Contain("\"relative\": 0.25");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Numbers_differ_by_value_never_by_digits()
        => NumericJson.Compare("g", "{\"a\": 1.0, \"b\": [1e2], \"c\": {\"d\": null}}", "{\"a\": 1, \"b\": [100], \"c\": {\"d\": null}}").Should().BeEmpty();

    [Fact]
    public void Lists_of_other_length_and_missing_fields_differ()
        => NumericJson.Compare("g", "{\"a\": [1], \"b\": {\"c\": 1}, \"d\": 1}", "{\"a\": [1, 2], \"b\": {}, \"d\": \"1\"}").Select(d => d.ToString())
            .Should().Equal("a: expected [1], got [1,2]", "b.c: expected 1, got nothing", "d: expected 1, got \"1\"");
}
