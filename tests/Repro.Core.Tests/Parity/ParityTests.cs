using Xunit.Abstractions;

namespace Repro.Core.Tests.Parity;

/// <summary>Repro.Core against two other implementations, rung by rung (docs/NUMERICS.md).</summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    public static TheoryData<string> Own => [.. ReferenceCase.OwnNames];

    public static TheoryData<string> Shared => [.. ReferenceCase.SharedNames];

    [Theory]
    [MemberData(nameof(Own))]
    public void Agrees_with_the_plain_reference(string name) => Climb(ReferenceCase.Own(name));

    [SkippableTheory]
    [MemberData(nameof(Shared))]
    public void Agrees_with_Hugging_Face(string name)
    {
        var reference = ReferenceCase.Shared(name, out var reason);
        Skip.If(reference is null, reason);
        Climb(reference!);
    }

    private void Climb(ReferenceCase reference)
    {
        var rungs = Ladder.Walk(reference);
        foreach (var rung in rungs) output.WriteLine(rung.ToString());
        LadderBreak.Find(reference.Name, rungs).Should().BeNull();
    }
}
