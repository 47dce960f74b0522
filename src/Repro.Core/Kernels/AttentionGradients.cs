namespace Repro.Core.Kernels;

/// <summary>What backward reads (output, log-sums, output's gradient) and writes (gradients of q, k, v, zero before).</summary>
internal sealed unsafe class AttentionGradients(float* z, float* log, float* dz, float* dq, float* dk, float* dv)
{
    public float* Z { get; } = z;

    public float* Log { get; } = log;

    public float* Dz { get; } = dz;

    public float* Dq { get; } = dq;

    public float* Dk { get; } = dk;

    public float* Dv { get; } = dv;
}
