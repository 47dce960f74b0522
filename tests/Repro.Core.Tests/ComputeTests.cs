using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests;

public sealed class ComputeTests
{
    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        using var scope = NewDisposeScope();
        using var model = Tiny.Model();
        var before = Compute.Threads;
        try
        {
            var runs = new[] { 1, 2 }.Select(threads =>
            {
                Compute.Configure(threads);
                Compute.Threads.Should().Be(threads);
                get_num_threads().Should().Be(threads);
                model.zero_grad();
                model.Forward(Tiny.Ids(4, 50)).square().sum().backward();
                return model.parameters().SelectMany(p => Tiny.Floats(p.grad!)).ToList();
            }).ToList();
            runs[0].Should().Equal(runs[1]);
        }
        finally
        {
            Compute.Configure(before);
        }
    }

    [Fact]
    public void The_description_names_library_threads_and_device() => Compute.Describe().Should().MatchRegex(@"^libtorch \d+\.\d+.*; TorchSharp \d+\.\d+\.\d+\.\d+; \d+ threads; (cpu|cuda)");

    [Fact]
    public void No_thread_is_refused() => FluentActions.Invoking(() => Compute.Configure(0)).Should().Throw<ArgumentException>()
        .WithMessage("The number of threads must be at least 1, got 0. Pass the number of cores to use.");
}
