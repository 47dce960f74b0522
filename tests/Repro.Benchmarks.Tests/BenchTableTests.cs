namespace Repro.Benchmarks.Tests;

public sealed class BenchTableTests
{
    [Fact]
    public void Columns_stand_under_their_heads()
    {
        BenchTable.Head.Should().Be("                                ours          peer               ratio  of CPU  ceiling");
        BenchTable.Line(new BenchRow("train.lora", 8395, 3052, "tokens/s", 2.751, 2.5, 0.424)).Should()
            .Be("train.lora                     8,395         3,052  tokens/s     2.75x   2.50x     42 %");
        BenchTable.Line(new BenchRow("load.read", 9.87, null, "GB/s", null, null, null)).Should().Be("load.read                        9.9                GB/s");
    }
}
