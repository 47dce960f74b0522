using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Repro.Claims;
using Repro.Experiments.Data;

namespace Repro.Experiments.Tests.Data;

public sealed class HeldOutSplitTests
{
    [Theory]
    [InlineData(7049, 0.1, 6344, 705)]
    [InlineData(6000, 0.1, 5400, 600)]
    [InlineData(11, 0.1, 9, 2)]
    [InlineData(2, 0.1, 1, 1)]
    [InlineData(100, 0.07, 92, 8)] // 0.07 * 100 is 7.000000000000001 as a double, and that is rounded up
    public void The_share_held_out_is_rounded_up(int count, double share, int train, int heldOut)
    {
        foreach (var split in new[] { HeldOutSplit.BySeed(count, 0, share), HeldOutSplit.AsCoded(count, 0, share) })
        {
            (split.Train.Count, split.HeldOut.Count).Should().Be((train, heldOut));
            split.Train.Concat(split.HeldOut).Order().Should().Equal(Enumerable.Range(0, count));
        }
    }

    [Fact]
    public void A_seed_is_a_split_and_another_seed_another()
    {
        HeldOutSplit.BySeed(1000, 3).Should().BeEquivalentTo(HeldOutSplit.BySeed(1000, 3), o => o.WithStrictOrdering());
        HeldOutSplit.BySeed(1000, 3).HeldOut.Should().NotEqual(HeldOutSplit.BySeed(1000, 4).HeldOut);
    }

    [Fact]
    public void Every_row_is_held_out_about_as_often_as_any_other()
    {
        var counts = new int[50];
        for (var seed = 0; seed < 2000; seed++)
        {
            foreach (var row in HeldOutSplit.BySeed(50, seed).HeldOut) counts[row]++;
        }

        // 200 expected; the standard deviation is 13.4, so 5 of them.
        counts.Should().OnlyContain(n => n > 133 && n < 267);
    }

    public static IEnumerable<object[]> Reference => Splits().Select(s => new object[] { s.GetProperty("count").GetInt32(), s.GetProperty("seed").GetInt64() });

    [Theory]
    [MemberData(nameof(Reference))]
    public void As_coded_it_is_NumPy_s(int count, long seed)
    {
        var expected = Splits().Single(s => s.GetProperty("count").GetInt32() == count && s.GetProperty("seed").GetInt64() == seed);

        var split = HeldOutSplit.AsCoded(count, seed);

        foreach (var (name, rows) in new[] { ("heldOut", split.HeldOut), ("train", split.Train) })
        {
            var side = expected.GetProperty(name);
            rows.Count.Should().Be(side.GetProperty("rows").GetInt32());
            rows.Take(5).Should().Equal(side.GetProperty("head").EnumerateArray().Select(r => r.GetInt32()));
            Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(',', rows)))).Should().Be(side.GetProperty("sha256").GetString());
        }
    }

    [Theory]
    [InlineData(1, 0.1, "A split leaves rows on both sides; 1 rows with a share of 0.1 held out do not. Give more rows or another share.")]
    [InlineData(0, 0.1, "A split leaves rows on both sides; 0 rows with a share of 0.1 held out do not. Give more rows or another share.")]
    [InlineData(10, 0.95, "A split leaves rows on both sides; 10 rows with a share of 0.95 held out do not. Give more rows or another share.")]
    [InlineData(10, 0.0, "The share of rows held out lies between 0 and 1; got 0.")]
    [InlineData(10, 1.0, "The share of rows held out lies between 0 and 1; got 1.")]
    [InlineData(10, double.NaN, "The share of rows held out lies between 0 and 1; got NaN.")]
    public void A_split_that_cannot_be_is_refused(int count, double share, string message)
    {
        FluentActions.Invoking(() => HeldOutSplit.BySeed(count, 0, share)).Should().Throw<InputException>().WithMessage(message);
        FluentActions.Invoking(() => HeldOutSplit.AsCoded(count, 0, share)).Should().Throw<InputException>().WithMessage(message);
    }

    [Fact]
    public void NumPy_has_no_negative_seed()
        => FluentActions.Invoking(() => HeldOutSplit.AsCoded(10, -1)).Should().Throw<InputException>().WithMessage("A seed of NumPy is 0 or more; got -1.");

    private static List<JsonElement> Splits()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Inputs.Root, "golden", "reference", "numpy", "splits.json")));
        return [.. json.RootElement.GetProperty("splits").EnumerateArray().Select(s => s.Clone())];
    }
}
