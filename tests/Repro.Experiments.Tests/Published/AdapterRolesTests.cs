using Repro.Experiments.Probes;
using Repro.Experiments.Published;

namespace Repro.Experiments.Tests.Published;

public sealed class AdapterRolesTests
{
    [Fact]
    public void An_adapter_that_tells_both_or_neither_is_none()
        => AdapterRoles.Only([21, 22, 23, 24], Weights(true, true, false, false), Weights(false, true, true, false)).Should().Equal(21);

    [Theory]
    [InlineData(new[] { 21, 23 }, 2)]
    [InlineData(new[] { 21 }, 1)]
    [InlineData(new[] { 21, 23, 27 }, 1)]
    [InlineData(new int[0], 0)]
    public void What_was_not_named_counts_against(int[] found, int agreeing) => AdapterRoles.Agreeing(found, AdapterRoles.PaperMedical).Should().Be(agreeing);

    private static ProbeWeights Weights(params bool[] tells) => new([.. tells.Select(_ => 0.0)], [.. tells.Select(t => t ? 0.1 : -0.1)], [.. tells.Select(_ => 0.2)]);
}
