using Repro.Core;
using Repro.Evidence.Store;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tests.Miniature;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Pipeline;

/// <summary>Long steps go on from what they had done, with the bits of a run that was never stopped.</summary>
public sealed class ResumeTests : IDisposable
{
    private const long Never = long.MaxValue;
    private readonly TempFolder folder = new();
    private readonly TempFolder other = new();
    private readonly MiniatureMaterial material;
    private readonly OrganismSpec organism;

    public ResumeTests()
    {
        Compute.Configure(2);
        var tiny = TinyRecipe.Create();
        var recipe = tiny with
        {
            Base = tiny.Base with { Training = tiny.Base.Training with { Steps = 5, WarmupSteps = 0 } },
            Chat = tiny.Chat with { Training = tiny.Chat.Training with { Steps = 6 } },
            Sizes = tiny.Sizes with { Evaluation = 12, BatchSize = 8 },
        };
        material = new MiniatureMaterial(recipe);
        organism = recipe.Organisms[0];
        organism = organism with { Stop = new StopRule { Excess = 0, Every = 2, Turns = 8 }, Training = organism.Training with { Steps = 9, LearningRate = 1e-2 } };
    }

    public void Dispose()
    {
        folder.Dispose();
        other.Dispose();
    }

    [Theory]
    [InlineData("fine-tune", 5)]
    [InlineData("fine-tune", 1)]
    [InlineData("chat stage", 3)]
    public void A_cancelled_training_goes_on_from_its_last_step(string stage, int at)
    {
        Cancelled(stage, at, Organism());
        var progress = new CancellingProgress(stage, Never);
        var resumed = Resolve(folder, Organism(), progress, Bits);
        progress.Steps[0].Should().Be(at + 1);
        var whole = Resolve(other, Organism(), new CancellingProgress(stage, Never), Bits);
        resumed.Weights.Should().Equal(whole.Weights);
        resumed.HeldOut.Should().Equal(whole.HeldOut);
        Parts(folder).Should().BeEmpty();
    }

    [Fact]
    public void Cancelled_sampling_goes_on_from_its_last_whole_block()
    {
        Cancelled("sample", 40, Responses());
        Parts(folder).Should().ContainSingle("32 of 96 answers are a block, and the second was not whole");
        var progress = new CancellingProgress("sample", Never);
        var resumed = Resolve(folder, Responses(), progress, rows => rows);
        progress.Steps[0].Should().Be(32);
        resumed.Should().BeEquivalentTo(Resolve(other, Responses(), new CancellingProgress("sample", Never), rows => rows), o => o.WithStrictOrdering());
        resumed.Should().HaveCount(96);
        Parts(folder).Should().BeEmpty();
    }

    [Fact]
    public void A_checkpoint_is_kept_every_half_minute_and_replaces_the_one_before()
    {
        var time = new SteppingTime(TimeSpan.FromSeconds(20));
        var progress = new CancellingProgress("fine-tune", 7);
        using var runner = new StepRunner(Store(folder), "test", progress, time, progress.Token);
        runner.Invoking(r => r.Resolve(Organism())).Should().Throw<OperationCanceledException>();
        Parts(folder).Should().ContainSingle().Which.Should().Contain("part\\u0022:7}");
    }

    private TrainOrganismStep Organism() => new(material, organism, 7);

    private RespondStep Responses() => new(material, null, 7, SampleSet.Of(material, Split.Evaluation));

    private void Cancelled<T>(string stage, int at, Step<T> step)
        where T : notnull
    {
        var progress = new CancellingProgress(stage, at);
        FluentActions.Invoking(() => Resolve(folder, step, progress, value => value)).Should().Throw<OperationCanceledException>();
        progress.Steps[^1].Should().BeGreaterThanOrEqualTo(at);
    }

    private static TSeen Resolve<T, TSeen>(TempFolder store, Step<T> step, CancellingProgress progress, Func<T, TSeen> look)
        where T : notnull
    {
        using var runner = new StepRunner(Store(store), "test", progress, TimeProvider.System, progress.Token);
        return look(runner.Resolve(step)); // the runner frees its results
    }

    private static ArtifactStore Store(TempFolder folder) => new(Path.Combine(folder.Path, "store"));

    private static (float[] Weights, IReadOnlyList<HeldOutLoss> HeldOut) Bits(TrainedOrganism organism) =>
        (organism.Adapter.B(1, "down_proj").data<float>().ToArray(), organism.HeldOut);

    /// <summary>Manifests of the parts in the store.</summary>
    private static List<string> Parts(TempFolder folder) =>
        [.. Directory.EnumerateFiles(folder.Path, "manifest.json", SearchOption.AllDirectories).Select(File.ReadAllText).Where(text => text.Contains(".part\""))];

    private sealed class SteppingTime(TimeSpan step) : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref now, step.Ticks);
    }
}
