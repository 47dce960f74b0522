using Repro.Evidence.Store;

namespace Repro.Evidence.Tests.Store;

public sealed class StageKeyTests
{
    private static readonly StageKey Key = new() { Stage = "base", Version = 1, Spec = "{}", Inputs = ["aa", "bb"], Environment = "f32 cpu" };

    public static TheoryData<StageKey> Changed => new()
    {
        Key with { Stage = "chat" },
        Key with { Version = 2 },
        Key with { Spec = """{"seed":1}""" },
        Key with { Inputs = ["bb", "aa"] },
        Key with { Inputs = ["aa"] },
        Key with { Environment = "bf16 cpu" },
    };

    [Fact]
    public void The_id_is_the_same_on_every_machine_and_in_every_run() =>
        Key.Id.Should().Be(Repro.Evidence.Files.Sha256.OfText("""{"environment":"f32 cpu","inputs":["aa","bb"],"spec":"{}","stage":"base","version":1}"""));

    [Theory]
    [MemberData(nameof(Changed))]
    public void Any_change_gives_another_id(StageKey changed) => changed.Id.Should().NotBe(Key.Id);

    [Fact]
    public void Equal_content_is_an_equal_key()
    {
        var same = Key with { Inputs = ["aa", "bb"] };
        same.Should().Be(Key);
        same.GetHashCode().Should().Be(Key.GetHashCode());
    }
}
