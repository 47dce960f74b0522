using Repro.Core.Training;

namespace Repro.Core.Tests.Training;

public sealed class TrainingOptionsTests
{
    private static readonly TrainingOptions Options = new() { LearningRate = 2, Steps = 12, WarmupSteps = 4 };

    [Theory]
    [InlineData(Schedule.Constant, 0, new[] { 0, 0.5, 1, 1.5, 2, 2, 2, 2, 2 })]
    [InlineData(Schedule.Linear, 0, new[] { 0, 0.5, 1, 1.5, 2, 1.75, 1.5, 1.25, 1 })]
    [InlineData(Schedule.Linear, 0.5, new[] { 0, 0.5, 1, 1.5, 2, 1.875, 1.75, 1.625, 1.5 })]
    [InlineData(Schedule.Cosine, 0, new[] { 0, 0.5, 1, 1.5, 2, 1.9238795325112867, 1.7071067811865475, 1.3826834323650898, 1 })]
    public void Rates(Schedule schedule, double ratio, double[] expected)
    {
        var options = Options with { Schedule = schedule, MinLearningRateRatio = ratio };
        for (var step = 0; step < expected.Length; step++) options.RateAt(step).Should().BeApproximately(expected[step], 1e-12);
    }

    [Theory]
    [InlineData(Schedule.Linear, 0.1)]
    [InlineData(Schedule.Cosine, 0.1)]
    public void Beyond_the_end_the_lowest_rate_stays(Schedule schedule, double ratio) =>
        (Options with { Schedule = schedule, MinLearningRateRatio = ratio }).RateAt(99).Should().BeApproximately(0.2, 1e-12);

    [Fact]
    public void All_mistakes_are_listed_at_once() =>
        new TrainingOptions
        {
            LearningRate = 0, Steps = 0, WarmupSteps = 1, MinLearningRateRatio = 2, WeightDecay = -1, Beta1 = 1, Beta2 = -1, Epsilon = 0, ClipNorm = -1, Accumulation = 0, Lanes = 0,
        }.Invoking(o => o.Validate()).Should().Throw<ArgumentException>().WithMessage(
            "The training options are wrong: the learning rate must be above 0, got 0; there must be at least 1 step, got 0; warm-up must be between 0 and the number of steps (0), got 1; " +
            "the lowest rate must be a share between 0 and 1 of the highest, got 2; weight decay must be at least 0, got -1; beta1 must be at least 0 and below 1, got 1; " +
            "beta2 must be at least 0 and below 1, got -1; epsilon must be above 0, got 0; the clipping norm must be at least 0 (0: no clipping), got -1; " +
            "there must be at least 1 micro-batch a step, got 0; there must be 1 to 64 lanes, got 0. Correct these values.");
}
