namespace Repro.Core.Kernels;

/// <summary>The factors of one AdamW step. Rest1 and Rest2 are 1 - beta, rounded once: 1 - 0.999f is off by 1.3e-5 of itself, and so would every step be by half of that.</summary>
internal sealed record AdamFactors(float Clip, float Decay, float Beta1, float Rest1, float Beta2, float Rest2, float StepSize, float RootBias2, float Epsilon);
