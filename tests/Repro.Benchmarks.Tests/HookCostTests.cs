namespace Repro.Benchmarks.Tests;

public sealed class HookCostTests
{
    [Fact]
    public void The_cost_is_the_time_added_in_percent()
    {
        var row = HookCost.Of([(new Speed(80, 90), new Speed(100, 100)), (new Speed(8, 9), new Speed(10, 10)), (new Speed(100, 100), new Speed(100, 100))]);
        row.Name.Should().Be("hooks.cost");
        row.Ours.Should().BeApproximately(25, 1e-9); // at 80 % of the speed a token takes 1.25 times as long
        (row.Peer, row.Ratio, row.CpuRatio, row.CeilingShare).Should().Be((null, 0.8, 0.9, null));
    }
}
