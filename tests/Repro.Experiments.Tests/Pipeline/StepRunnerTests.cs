using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Pipeline;

public sealed class StepRunnerTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_step_runs_once_and_is_read_ever_after()
    {
        var first = new NumberStep("one", 1);
        Run(first).Should().Be(1);

        var again = new NumberStep("one", 1);
        using var runner = Runner();
        runner.Resolve(again).Should().Be(1);

        (first.Made, again.Made).Should().Be((1, 0));
        runner.Stages.Should().ContainSingle().Which.Reused.Should().BeTrue();
    }

    [Fact]
    public void A_cached_step_does_not_touch_its_inputs()
    {
        Run(new NumberStep("sum", 2, new NumberStep("input", 3))).Should().Be(5);

        var input = new NumberStep("input", 3);
        using var runner = Runner();
        runner.Resolve(new NumberStep("sum", 2, input)).Should().Be(5);

        runner.Stages.Should().ContainSingle();
        input.Made.Should().Be(0);
    }

    [Fact]
    public void Another_input_gives_another_key()
    {
        using var runner = Runner();
        var one = runner.KeyOf(new NumberStep("sum", 2, new NumberStep("input", 3)));
        var two = runner.KeyOf(new NumberStep("sum", 2, new NumberStep("input", 4)));
        one.Id.Should().NotBe(two.Id);
    }

    [Fact]
    public void Another_environment_gives_another_key()
    {
        using var one = Runner("2 threads");
        using var two = Runner("4 threads");
        one.KeyOf(new NumberStep("n", 1)).Id.Should().NotBe(two.KeyOf(new NumberStep("n", 1)).Id);
    }

    [Fact]
    public void A_failed_step_leaves_its_inputs_for_the_next_run()
    {
        var input = new NumberStep("input", 3);
        using (var runner = Runner())
        {
            runner.Invoking(r => r.Resolve(new NumberStep("sum", 2, input) { Failure = new NotMeasurableException("none") }))
                .Should().Throw<NotMeasurableException>().WithMessage("none");
        }

        var again = new NumberStep("input", 3);
        Run(new NumberStep("sum", 2, again)).Should().Be(5);
        (input.Made, again.Made).Should().Be((1, 0));
    }

    [Fact]
    public void A_taken_result_is_made_anew_from_the_store()
    {
        var step = new NumberStep("taken", 7);
        var reader = new NumberStep("reader", 1, step) { Takes = true };
        using var runner = Runner();
        runner.Resolve(reader).Should().Be(8);
        runner.Resolve(step).Should().Be(7);
        (step.Made, step.Reads).Should().Be((1, 1));
    }

    [Fact]
    public void A_cancelled_run_starts_nothing()
    {
        var step = new NumberStep("n", 1);
        using var runner = new StepRunner(new ArtifactStore(folder.Path), "test", new SilentProgress(), TimeProvider.System, new CancellationToken(canceled: true));
        runner.Invoking(r => r.Resolve(step)).Should().Throw<OperationCanceledException>();
        step.Made.Should().Be(0);
    }

    [Fact]
    public async Task A_step_that_another_run_is_making_is_waited_for_and_reused()
    {
        var mine = new NumberStep("n", 1);
        var progress = new NotedProgress();
        using var other = Runner();
        using var waiting = new StepRunner(new ArtifactStore(folder.Path), "test", progress, TimeProvider.System, CancellationToken.None);
        var held = new ArtifactStore(folder.Path).Reserve(other.KeyOf(mine), waiting: null, CancellationToken.None);
        var result = Task.Run(() => waiting.Resolve(mine));
        await progress.Noted;
        held.Create(writer => mine.Write(41, writer));
        held.Dispose();

        (await result).Should().Be(41);
        progress.Line.Should().Be("n: another run makes this; waiting");
        mine.Made.Should().Be(0);
        waiting.Stages.Should().ContainSingle().Which.Reused.Should().BeTrue();
    }

    private sealed class NotedProgress : IStageProgress
    {
        private readonly TaskCompletionSource noted = new();

        public Task Noted => noted.Task;

        public string? Line { get; private set; }

        public IDisposable Stage(string label, long? total) => throw new InvalidOperationException("nothing is computed");

        public void Step(long done, double? loss = null) { }

        public void Note(string line)
        {
            Line = line;
            noted.SetResult();
        }
    }

    private int Run(NumberStep step)
    {
        using var runner = Runner();
        return runner.Resolve(step);
    }

    private StepRunner Runner(string environment = "test") =>
        new(new ArtifactStore(folder.Path), environment, new SilentProgress(), TimeProvider.System, CancellationToken.None);
}
