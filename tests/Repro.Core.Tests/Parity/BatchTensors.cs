using Repro.Core.Training;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Parity;

/// <summary>A batch on the device.</summary>
public sealed record BatchTensors(Tensor Ids, Tensor Mask, Tensor Labels) : IDisposable
{
    public TrainingBatch Training => new(Ids, Labels, Mask);

    public void Dispose()
    {
        Ids.Dispose();
        Mask.Dispose();
        Labels.Dispose();
    }
}
