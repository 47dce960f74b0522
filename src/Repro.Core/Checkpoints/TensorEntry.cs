namespace Repro.Core.Checkpoints;

/// <summary>One tensor of a safetensors file: its type, shape, and bytes from the start of the data.</summary>
internal sealed record TensorEntry(string Name, string Dtype, long[] Shape, long Begin, long End);
