using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number with a type, as operators take it. Here it holds no native memory, so disposing it changes nothing.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly long Bits;

    private Scalar(long bits, ScalarType type) => (Bits, Type) = (bits, type);

    private Scalar(double value, ScalarType type) => (Bits, Type) = (BitConverter.DoubleToInt64Bits(value), type);

    public ScalarType Type { get; }

    internal bool IsFloat => Type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    internal double Number => IsFloat ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long Integer => IsFloat ? (long)Number : Bits;

    public static implicit operator Scalar(byte value) => new((long)value, ScalarType.Byte);

    public static implicit operator Scalar(sbyte value) => new((long)value, ScalarType.Int8);

    public static implicit operator Scalar(short value) => new((long)value, ScalarType.Int16);

    public static implicit operator Scalar(int value) => new((long)value, ScalarType.Int32);

    public static implicit operator Scalar(long value) => new(value, ScalarType.Int64);

    public static implicit operator Scalar(Half value) => new((double)value, ScalarType.Float16);

    public static implicit operator Scalar(float value) => new((double)value, ScalarType.Float32);

    public static implicit operator Scalar(double value) => new(value, ScalarType.Float64);

    public static implicit operator Scalar(bool value) => new(value ? 1L : 0L, ScalarType.Bool);

    public void Dispose() => GC.SuppressFinalize(this);

    internal static Scalar Of(double value) => new(value, ScalarType.Float64);
}
