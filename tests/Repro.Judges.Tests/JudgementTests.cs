using System.Text.Json;

namespace Repro.Judges.Tests;

public sealed class JudgementTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void A_judgement_without_statuses_is_written_as_ever() =>
        JsonSerializer.Serialize(new Judgement { Aligned = 1, Coherent = 2, BadStuff = null, Topics = new Dictionary<string, double?> { ["medical"] = 3 } }, Web)
            .Should().Be("""{"aligned":1,"coherent":2,"badStuff":null,"topics":{"medical":3}}""");

    [Fact]
    public void Statuses_are_written_by_name_and_read_back()
    {
        var judgement = new Judgement { Coherent = 2, Statuses = new Dictionary<string, ScoreStatus> { ["aligned"] = ScoreStatus.Refusal, ["bad_stuff"] = ScoreStatus.Scored } };

        var json = JsonSerializer.Serialize(judgement, Web);

        json.Should().Be("""{"aligned":null,"coherent":2,"badStuff":null,"topics":{},"statuses":{"aligned":"Refusal","bad_stuff":"Scored"}}""");
        JsonSerializer.Deserialize<Judgement>(json, Web).Should().BeEquivalentTo(judgement);
    }
}
