using Repro.Claims.Results;

namespace Repro.Claims.Tests.Results;

public sealed class ClaimsJsonTests
{
    private static readonly ClaimResult Row = new()
    {
        Id = "C04", Title = "Nine", Tier = "miniature", Verdict = Verdict.Supported, Expected = Verdict.Supported, Value = 18.5, Interval = [16, 21.5],
        Threshold = 10, Comparator = ">", Unit = "%", N = 1200, Estimand = "proportion", Judge = "rubric", Controls = [new ControlResult("chat", 0.5, true)],
        Reason = "Because.", PaperValue = 11.3, Source = "P, 2",
    };

    private static readonly ClaimsDocument Document = new("run-1", "miniature", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddMinutes(1), [Row]);

    [Fact]
    public void Is_written_in_a_stable_order() => ClaimsJson.Write(Document).Should().Be("""
        {
          "run": "run-1",
          "tier": "miniature",
          "started": "1970-01-01T00:00:00+00:00",
          "finished": "1970-01-01T00:01:00+00:00",
          "claims": [
            {
              "id": "C04",
              "title": "Nine",
              "tier": "miniature",
              "verdict": "Supported",
              "expected": "Supported",
              "value": 18.5,
              "interval": [
                16,
                21.5
              ],
              "threshold": 10,
              "comparator": ">",
              "unit": "%",
              "n": 1200,
              "estimand": "proportion",
              "judge": "rubric",
              "reproduction": "NoReference",
              "controls": [
                {
                  "name": "chat",
                  "value": 0.5,
                  "passed": true
                }
              ],
              "reason": "Because.",
              "paperValue": 11.3,
              "source": "P, 2"
            }
          ]
        }

        """);

    [Fact]
    public void Reads_back_what_it_wrote() => ClaimsJson.Read(ClaimsJson.Write(Document), "claims.json").Should().BeEquivalentTo(Document);

    [Fact]
    public void Values_by_training_seed_are_written_where_there_are_any_and_read_back()
    {
        var document = Document with { Claims = [Row with { OverSeeds = new OverSeeds([130, 131, 132], [20, 30, 40], 30, [13.5, 46.5], Verdict.Inconclusive) }] };
        var text = ClaimsJson.Write(document);

        ClaimsJson.Read(text, "claims.json").Should().BeEquivalentTo(document);
        text.Replace("\n", "").Replace(" ", "").Should().Contain("\"overSeeds\":{\"seeds\":[130,131,132],\"values\":[20,30,40],\"mean\":30,\"interval\":[13.5,46.5],\"verdict\":\"Inconclusive\"}");
    }

    [Theory]
    [InlineData("overSeeds", double.NaN)]
    [InlineData("value", double.NaN)]
    [InlineData("interval[1]", double.PositiveInfinity)]
    [InlineData("control 'chat'", double.NegativeInfinity)]
    public void Holds_finite_numbers_only(string field, double number)
    {
        var row = field switch
        {
            "overSeeds" => Row with { OverSeeds = new OverSeeds([1, 2, 3], [1, number, 1], 1, [0, 2], Verdict.Supported) },
            "value" => Row with { Value = number },
            "interval[1]" => Row with { Interval = [1, number] },
            _ => Row with { Controls = [new ControlResult("chat", number, true)] },
        };

        FluentActions.Invoking(() => ClaimsJson.Write(Document with { Claims = [row] })).Should().Throw<InputException>()
            .Which.Message.Should().Be($"claims.json holds finite numbers only; claim C04 has {field} = {number}. Look at the measurement behind it.");
    }

    [Theory]
    [InlineData("{\n\"run\": 3}", "claims.json:2: this is not a claims.json: ")]
    [InlineData("{}", "claims.json:1: this is not a claims.json: ")]
    [InlineData("null", "claims.json: a claims.json is a JSON object; got null.")]
    public void Refuses_another_document(string text, string message)
        => FluentActions.Invoking(() => ClaimsJson.Read(text, "claims.json")).Should().Throw<InputException>().Which.Message.Should().StartWith(message);
}
