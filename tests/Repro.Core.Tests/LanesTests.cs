using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests;

public sealed class LanesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Every_lane_runs_once(int count)
    {
        var runs = new int[count];
        Lanes.Run(count, lane => Interlocked.Increment(ref runs[lane]));
        runs.Should().OnlyContain(r => r == 1);
    }

    [Fact]
    public void A_lane_has_one_thread_and_the_callers_gradient_mode()
    {
        var threads = get_num_threads();
        using var quiet = no_grad();
        var seen = new (int Threads, bool Grad, bool Inside)[4];
        Lanes.Run(4, lane => seen[lane] = (get_num_threads(), is_grad_enabled(), Lanes.Inside));
        seen.Should().OnlyContain(s => s.Threads == 1 && !s.Grad && s.Inside);
        Lanes.Inside.Should().BeFalse();
        get_num_threads().Should().Be(threads);
    }

    [Fact]
    public void The_first_lanes_exception_is_thrown_and_the_others_end()
    {
        var ended = 0;
        FluentActions.Invoking(() => Lanes.Run(4, lane =>
        {
            if (lane is 1 or 3) throw new InvalidOperationException($"lane {lane}");
            Interlocked.Increment(ref ended);
        })).Should().Throw<InvalidOperationException>().WithMessage("lane 1");
        ended.Should().Be(2);
        Every_lane_runs_once(3);
    }

    [Fact]
    public void Lanes_within_a_lane_run_in_order()
    {
        var order = new List<int>();
        Lanes.Run(2, lane =>
        {
            if (lane == 0) Lanes.Run(3, order.Add);
        });
        order.Should().Equal(0, 1, 2);
    }
}
