namespace Repro.Benchmarks.Tests;

public sealed class DuelTests
{
    private static readonly Work Train = new("train.lora", "tokens/s", ["f32", "bf16"], new BenchShape(), MostTurns: 3);
    private readonly List<string> log = [];

    [Fact]
    public void Sides_change_the_order_after_a_warm_up_that_counts_nothing()
    {
        var work = Train with { Variants = ["f32"] };
        Duel(turns: 2).Fight(work).ToList();
        log.Should().Equal("make f32", "ours f32", "peer f32", "peer f32", "ceiling f32", "ours f32", "ceiling f32", "ours f32", "peer f32", "dispose f32", "drop train.lora");
    }

    [Fact]
    public void A_work_has_a_row_of_each_sides_better_precision_and_one_a_precision()
    {
        var rows = Duel(turns: 9).Fight(Train).ToList();
        rows.Select(r => r.Name).Should().Equal("train.lora", "train.lora.f32", "train.lora.bf16");
        rows[0].Peer.Should().Be(200); // the peer is faster in bfloat16
        rows[1].Peer.Should().Be(100);
        rows.Should().OnlyContain(r => r.CeilingShare > 0 && r.Ratio > 0);
        log.Count(l => l == "peer bf16").Should().Be(1 + 3, "the work takes three turns at most");
    }

    [Fact]
    public void What_was_made_is_freed_when_the_peer_fails()
    {
        var fight = FluentActions.Invoking(() => new Duel(new Peer(log, fails: true), Make, Ceiling, 1, new Quiet()).Fight(Train).ToList());
        fight.Should().Throw<InvalidOperationException>().WithMessage("gone");
        log.Should().Contain("dispose f32").And.Contain("dispose bf16");
    }

    private Duel Duel(int turns) => new(new Peer(log, fails: false), Make, Ceiling, turns, new Quiet());

    private (double Gemm, double Memory) Ceiling(string variant)
    {
        log.Add($"ceiling {variant}");
        return (1, 1);
    }

    private Counted Make(Work work, string variant)
    {
        log.Add($"make {variant}");
        return new Counted(log, variant);
    }

    private sealed class Counted(List<string> log, string variant) : IWork
    {
        public long Run()
        {
            log.Add($"ours {variant}");
            return 5;
        }

        public void Dispose() => log.Add($"dispose {variant}");
    }

    private sealed class Peer(List<string> log, bool fails) : IPeer
    {
        public Speed Run(Work work, string variant)
        {
            log.Add($"peer {variant}");
            if (fails) throw new InvalidOperationException("gone");
            return new Speed(variant == "f32" ? 100 : 200, 50);
        }

        public void Drop(Work work) => log.Add($"drop {work.Name}");
    }

    private sealed class Quiet : IProgress<string>
    {
        public void Report(string value)
        {
        }
    }
}
