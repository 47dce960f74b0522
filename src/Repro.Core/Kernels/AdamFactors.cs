namespace Repro.Core.Kernels;

/// <summary>The factors of one AdamW step.</summary>
internal sealed record AdamFactors(float Clip, float Decay, float Beta1, float Beta2, float StepSize, float RootBias2, float Epsilon);
