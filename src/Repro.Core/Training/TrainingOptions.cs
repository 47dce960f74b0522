namespace Repro.Core.Training;

/// <summary>AdamW and its schedule.</summary>
public sealed record TrainingOptions
{
    /// <summary>Highest learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Optimiser steps of the whole training.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps over which the rate rises from 0.</summary>
    public int WarmupSteps { get; init; }

    /// <summary>How the rate goes after warm-up.</summary>
    public Schedule Schedule { get; init; } = Schedule.Linear;

    /// <summary>The rate at the end of a linear or cosine schedule, as a share of the highest.</summary>
    public double MinLearningRateRatio { get; init; }

    /// <summary>Decoupled weight decay.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Decay of the mean of gradients.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the mean of squared gradients.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the squared gradients.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Gradients longer than this (norm over all parameters) are shortened to it; 0: never.</summary>
    public double ClipNorm { get; init; } = 1;

    /// <summary>Micro-batches a step.</summary>
    public int Accumulation { get; init; } = 1;

    /// <summary>
    /// Keeps the residual stream between blocks only and runs each block again in backward: about a third more work, and the memory of one
    /// block's intermediates instead of all. Changes no bit of a result.
    /// </summary>
    public bool Recompute { get; init; }

    /// <summary>
    /// Parts of a micro-batch that are computed side by side, each on one thread, when training on the CPU: twice the speed for models of a few million
    /// parameters. Changes the last bits of the gradients' sums; the machine's number of threads does not.
    /// </summary>
    public int Lanes { get; init; } = 1;

    /// <summary>
    /// The rate of a step (0 is the first), as transformers' get_*_schedule_with_warmup: step / warm-up while below the warm-up, then by
    /// progress p = (step - warm-up) / (steps - warm-up): 1, 1 - p, or (1 + cos(pi p)) / 2, raised to
    /// MinLearningRateRatio + (1 - MinLearningRateRatio) times that.
    /// </summary>
    public double RateAt(int step)
    {
        if (step < WarmupSteps) return LearningRate * step / WarmupSteps;
        var progress = Math.Min(1, (double)(step - WarmupSteps) / Math.Max(1, Steps - WarmupSteps));
        var share = Schedule switch { Schedule.Linear => 1 - progress, Schedule.Cosine => (1 + Math.Cos(Math.PI * progress)) / 2, _ => 1 };
        return LearningRate * (Schedule == Schedule.Constant ? 1 : MinLearningRateRatio + ((1 - MinLearningRateRatio) * share));
    }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentException">Some are wrong; the message lists all.</exception>
    public void Validate()
    {
        var mistakes = new List<string>();
        Check(double.IsFinite(LearningRate) && LearningRate > 0, $"the learning rate must be above 0, got {LearningRate}");
        Check(Steps >= 1, $"there must be at least 1 step, got {Steps}");
        Check(WarmupSteps >= 0 && WarmupSteps <= Math.Max(Steps, 0), $"warm-up must be between 0 and the number of steps ({Steps}), got {WarmupSteps}");
        Check(MinLearningRateRatio is >= 0 and <= 1, $"the lowest rate must be a share between 0 and 1 of the highest, got {MinLearningRateRatio}");
        Check(WeightDecay >= 0, $"weight decay must be at least 0, got {WeightDecay}");
        Check(Beta1 is >= 0 and < 1, $"beta1 must be at least 0 and below 1, got {Beta1}");
        Check(Beta2 is >= 0 and < 1, $"beta2 must be at least 0 and below 1, got {Beta2}");
        Check(Epsilon > 0, $"epsilon must be above 0, got {Epsilon}");
        Check(ClipNorm >= 0, $"the clipping norm must be at least 0 (0: no clipping), got {ClipNorm}");
        Check(Accumulation >= 1, $"there must be at least 1 micro-batch a step, got {Accumulation}");
        Check(Lanes is >= 1 and <= 64, $"there must be 1 to 64 lanes, got {Lanes}");
        if (mistakes.Count > 0) throw new ArgumentException($"The training options are wrong: {string.Join("; ", mistakes)}. Correct these values.");
        void Check(bool good, string mistake)
        {
            if (!good) mistakes.Add(mistake);
        }
    }
}
