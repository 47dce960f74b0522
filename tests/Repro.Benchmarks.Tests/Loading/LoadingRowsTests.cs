using Repro.Benchmarks.Loading;

namespace Repro.Benchmarks.Tests.Loading;

public sealed class LoadingRowsTests
{
    [Fact]
    public void Shares_are_medians_of_the_turns_own()
    {
        var rows = LoadingRows.Rows(
            new Dictionary<string, List<LoadReport>>
            {
                ["read"] = [Report(2), Report(20), Report(2)],
                ["fresh"] = [Report(4), Report(40), Report(8)],
                ["bf16"] = [Report(5, peak: 2_300_000_000), Report(40, peak: 2_500_000_000), Report(4, peak: 2_400_000_000)],
            },
            allowed: 1e9);
        rows.Should().Equal(
            new BenchRow("load.read", 1, null, "GB/s", null, null, null),
            new BenchRow("load.read.fresh", 0.25, null, "GB/s", null, null, 0.5),
            new BenchRow("load.2GB", 0.4, null, "GB/s", null, null, 0.5),
            new BenchRow("load.2GB.fresh", 0.4, null, "GB/s", null, null, 1),
            new BenchRow("load.peak", 500, null, "MB above", null, null, 0.5));
    }

    [Fact]
    public void A_load_may_take_twice_the_largest_tensor_and_500_MB() =>
        LoadingRows.Allowed(LoadingCheckpoint.TwoGigabytes).Should().Be((2 * 2.0 * 151_936 * 1536) + 500e6);

    private static LoadReport Report(double seconds, long peak = 0) => new(seconds, 2_000_000_000, peak, 2_000_000_000);
}
