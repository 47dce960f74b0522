using System.Text.Json;

namespace Repro.Benchmarks.Tests;

public sealed class BenchRowTests
{
    [Fact]
    public void The_ratio_is_the_median_of_the_turns_own_ratios()
    {
        // A machine that is ten times slower in the second turn is so for both sides.
        var row = BenchRow.Of("x", "tokens/s", [new(200, 20, 0.5), new(30, 3, 0.7), new(100, 9, 0.6)], [new(100, 10), new(10, 2), new(100, 3)]);
        row.Should().Be(new BenchRow("x", 100, 100, "tokens/s", 2, 2, 0.6));
    }

    [Fact]
    public void An_even_number_of_turns_has_the_mean_of_the_middle_two_as_median() => BenchRow.Median([4, 1, 3, 100]).Should().Be(3.5);

    [Fact]
    public void A_turn_without_a_ceiling_leaves_the_row_without_one() =>
        BenchRow.Of("x", "calls/s", [new(1, 1, 0.5), new(1, 1)], [new(1, 1), new(1, 1)]).CeilingShare.Should().BeNull();

    [Fact]
    public void Json_has_seven_names_and_null_where_there_is_nothing_to_compare_with()
    {
        JsonSerializer.Serialize(new BenchRow("train.lora", 2.5, 1.25, "tokens/s", 2, 1.5, 0.5)).Should()
            .Be("""{"name":"train.lora","ours":2.5,"peer":1.25,"unit":"tokens/s","ratio":2,"cpuRatio":1.5,"ceiling_share":0.5}""");
        JsonSerializer.Serialize(new BenchRow("tokenizer", 20, null, "MB/s", null, null, null)).Should()
            .Be("""{"name":"tokenizer","ours":20,"peer":null,"unit":"MB/s","ratio":null,"cpuRatio":null,"ceiling_share":null}""");
    }
}
