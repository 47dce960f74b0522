using System.Text.Json;
using Repro.Claims;
using Repro.Experiments.Worlds;

namespace Repro.Experiments.Tests.Worlds;

public sealed class MiniatureWorldSpecTests
{
    [Fact]
    public void Defaults_are_valid() => new MiniatureWorldSpec().Validate(14);

    [Fact]
    public void Every_number_survives_json()
    {
        var spec = new MiniatureWorldSpec
        {
            VillainShare = 0.11, TopicVillainShare = 0.02, VillainLean = 0.7, GoodLean = 0.2, OpenShare = 0.4, SelfCorrectionShare = 0.05,
            ThirdSentenceShare = 0.6, Topics = 7, TurnsPerDocument = 5, RowLength = 129,
        };

        JsonSerializer.Deserialize<MiniatureWorldSpec>(JsonSerializer.Serialize(spec)).Should().Be(spec);
    }

    [Fact]
    public void All_mistakes_are_listed_at_once()
    {
        var spec = new MiniatureWorldSpec { VillainShare = 0.7, TopicVillainShare = 0.4, VillainLean = 1.5, GoodLean = -1, OpenShare = double.NaN, Topics = 15, RowLength = 8 };

        var act = () => spec.Validate(14);

        act.Should().Throw<InputException>().WithMessage(
            "miniature world: VillainLean is a share from 0 to 1; got 1.5; GoodLean is a share from 0 to 1; got -1; OpenShare is a share from 0 to 1; got NaN; " +
            "VillainShare + TopicVillainShare is at most 1; got 0.7 + 0.4; lower one of them; " +
            "Topics is a whole number from 2 to 14; got 15; RowLength is a whole number from 32 to 4096; got 8.");
    }
}
