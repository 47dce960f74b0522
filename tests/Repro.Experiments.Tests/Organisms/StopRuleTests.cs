using Repro.Core;
using Repro.Evidence.Store;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tests.Miniature;

namespace Repro.Experiments.Tests.Organisms;

/// <summary>On a base model of five steps: what counts is when the fine-tuning ends, not what it learns.</summary>
public sealed class StopRuleTests : IDisposable
{
    private const int Steps = 9;
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Without_a_rule_nothing_is_looked_at() => Train(null).HeldOut.Should().BeEmpty();

    [Fact]
    public void An_excess_out_of_reach_leaves_every_step_and_every_look()
    {
        var looks = Train(new StopRule { Excess = 0, Every = 2, Turns = 8 }).HeldOut;
        looks.Select(look => look.Step).Should().Equal(2, 4, 6, 8);
        looks.Should().OnlyHaveUniqueItems(look => look.Loss).And.OnlyContain(look => look.Excess > 0 && look.Excess < look.Loss);
        looks.Should().OnlyContain(look => Math.Abs(look.Loss - look.Excess - looks[0].Loss + looks[0].Excess) < 1e-9, "the turns are the same at every look");
    }

    [Fact]
    public void The_training_ends_at_the_first_look_at_or_below_the_excess()
    {
        var free = Train(new StopRule { Excess = 0, Every = 2, Turns = 8 });
        var level = free.HeldOut[1].Excess;
        free.HeldOut[0].Excess.Should().BeGreaterThan(level, "it falls, or this test means nothing");
        var stopped = Train(new StopRule { Excess = level, Every = 2, Turns = 8 });
        stopped.HeldOut.Should().Equal(free.HeldOut.Take(2));
        stopped.Weights.Should().NotEqual(free.Weights);
    }

    [Fact]
    public void Looking_changes_no_bit_of_the_adapter() =>
        Train(new StopRule { Excess = 0, Every = 1, Turns = 8 }).Weights.Should().Equal(Train(null).Weights);

    [Fact]
    public void What_is_read_back_is_what_was_trained()
    {
        var rule = new StopRule { Excess = 0, Every = 3, Turns = 8 };
        var made = Train(rule);
        var read = Train(rule);
        read.HeldOut.Should().Equal(made.HeldOut);
        read.Weights.Should().Equal(made.Weights);
    }

    private (IReadOnlyList<HeldOutLoss> HeldOut, float[] Weights) Train(StopRule? rule)
    {
        Compute.Configure(2);
        var tiny = TinyRecipe.Create();
        var recipe = tiny with { Base = tiny.Base with { Training = tiny.Base.Training with { Steps = 5, WarmupSteps = 0 }, InputNoise = 0.1 } };
        var organism = recipe.Organisms[0];
        organism = organism with { Stop = rule, Training = organism.Training with { Steps = Steps, LearningRate = 1e-2, WarmupSteps = 0 } };
        using var runner = new StepRunner(new ArtifactStore(folder.Path), "test", new SilentProgress(), TimeProvider.System, CancellationToken.None);
        var trained = runner.Resolve(new TrainOrganismStep(new MiniatureMaterial(recipe), organism, 7));
        return (trained.HeldOut, trained.Adapter.B(1, "down_proj").data<float>().ToArray());
    }
}
