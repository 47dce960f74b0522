using Repro.Core.Random;
using Repro.Core.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Training;

public sealed class AdamWTests : IDisposable
{
    private static readonly TrainingOptions Options = new() { LearningRate = 0.1, Steps = 10, ClipNorm = 0, WeightDecay = 0.1, Beta1 = 0.8, Beta2 = 0.9, Epsilon = 1e-3 };
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void One_step_by_hand()
    {
        // p = 2 (1 - 0.1 * 0.1) = 1.98; m = 0.2 * 3 = 0.6; v = 0.1 * 9 = 0.9; m / (1 - 0.8) = 3; sqrt(0.9 / (1 - 0.9)) = 3; p = 1.98 - 0.1 * 3 / (3 + 0.001)
        var p = Parameter(2);
        p.grad = tensor(new[] { 3f });
        using var adam = new AdamW([p], Options);
        adam.Step(0.1).Should().BeApproximately(3, 1e-6);
        p.item<float>().Should().BeApproximately(1.98f - (0.1f * 3 / 3.001f), 1e-6f);
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-6)]
    [InlineData(ScalarType.Float64, 1e-12)]
    public void Many_steps_follow_the_equations(ScalarType type, double tolerance)
    {
        const int Count = 40000; // several chunks and a rest
        var initial = Tiny.Gaussian(StreamKey.Of(1, "p"), Count).to(type);
        var p = new Parameter(initial.clone());
        using var adam = new AdamW([p], Options);
        var (expected, m, v) = (initial.to(ScalarType.Float64), zeros(Count, ScalarType.Float64), zeros(Count, ScalarType.Float64));
        for (var t = 1; t <= 4; t++)
        {
            var rate = 0.1 / t;
            var g = Tiny.Gaussian(StreamKey.Of(t, "g"), Count).to(type);
            p.grad = g.clone();
            adam.Step(rate);
            var wide = g.to(ScalarType.Float64);
            m = (m * 0.8) + (wide * 0.2);
            v = (v * 0.9) + (wide * wide * 0.1);
            expected = (expected * (1 - (rate * 0.1))) - (rate * (m / (1 - Math.Pow(0.8, t))) / ((v / (1 - Math.Pow(0.9, t))).sqrt() + 1e-3));
        }

        (p.detach().to(ScalarType.Float64) - expected).abs().max().item<double>().Should().BeLessThan(tolerance);
        adam.StepCount.Should().Be(4);
    }

    [Fact]
    public void Steps_smaller_than_a_rounding_of_bfloat16_are_not_lost_and_survive_saving()
    {
        var p = new Parameter(full([1000], 1.0).to(ScalarType.BFloat16));
        var options = Options with { WeightDecay = 0, Steps = 200 };
        var path = Path.Combine(folder.Path, "adam.safetensors");
        using (var adam = new AdamW([p], options))
        {
            for (var t = 0; t < 50; t++) Step(adam);
            p.to(ScalarType.Float32).mean().item<float>().Should().BeApproximately(0.995f, 0.003f, "fifty steps of 1e-4; alone each is a fortieth of a rounding");
            adam.Save(path);
        }

        using var resumed = new AdamW([p], options);
        resumed.Load(path);
        for (var t = 0; t < 50; t++) Step(resumed);
        p.to(ScalarType.Float32).mean().item<float>().Should().BeApproximately(0.99f, 0.003f);

        void Step(AdamW adam)
        {
            p.grad = ones([1000], ScalarType.BFloat16);
            adam.Step(1e-4);
        }
    }

    [Fact]
    public void Gradients_are_shortened_together_to_the_limit()
    {
        var (a, b) = (Parameter(0), Parameter(0));
        (a.grad, b.grad) = (tensor(new[] { 30f }), tensor(new[] { 40f }));
        using var adam = new AdamW([a, b], Options with { ClipNorm = 5, WeightDecay = 0, Epsilon = 1 });
        adam.Step(1).Should().BeApproximately(50, 1e-5);
        a.item<float>().Should().BeApproximately(-3f / 4, 1e-6f); // the gradient is 3: 3 / (sqrt(9) + 1)
        b.item<float>().Should().BeApproximately(-4f / 5, 1e-6f);
    }

    [Fact]
    public void Short_gradients_stay()
    {
        var a = Parameter(0);
        a.grad = tensor(new[] { 3f });
        using var adam = new AdamW([a], Options with { ClipNorm = 5, WeightDecay = 0, Epsilon = 1 });
        adam.Step(1);
        a.item<float>().Should().BeApproximately(-3f / 4, 1e-6f);
    }

    [Fact]
    public void A_parameter_without_gradient_stays_and_gradients_are_dropped()
    {
        var (a, b) = (Parameter(2), Parameter(2));
        a.grad = tensor(new[] { 1f });
        using var adam = new AdamW([a, b], Options);
        adam.Step(0.1);
        b.item<float>().Should().Be(2);
        (a.grad is null).Should().BeTrue();
    }

    [Fact]
    public void State_of_other_parameters_is_refused()
    {
        var (a, b) = (Parameter(2), Parameter(2));
        using var one = new AdamW([a], Options);
        using var two = new AdamW([a, b], Options);
        one.Save(folder["state"]);
        two.Invoking(t => t.Load(folder["state"])).Should().Throw<InvalidDataException>()
            .WithMessage("The optimiser's state must belong to the 2 parameters trained here, got another set in state. Resume with the model and adapter that were saved.");
    }

    [Fact]
    public void Nothing_to_train_is_refused() =>
        FluentActions.Invoking(() => new AdamW([], Options)).Should().Throw<ArgumentException>()
            .WithMessage("There must be at least one parameter to train, got none. Attach an adapter or pass the model's parameters.");

    private static Parameter Parameter(float value) => new(tensor(new[] { value }));
}
