using static TorchSharp.torch;

namespace Repro.Core.Kernels;

/// <summary>y = x W^T + b; x [.., in], W [out, in], b [out] or null -> [.., out].</summary>
internal delegate Tensor Linear(Tensor x, Tensor weight, Tensor? bias);
