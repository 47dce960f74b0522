using static TorchSharp.torch;

namespace TorchSharp;

public static class TensorExtensionMethods
{
    public static bool ToBoolean(this Tensor value) => value.ToScalar().Number != 0;

    public static byte ToByte(this Tensor value) => (byte)value.ToScalar().Integer;

    public static sbyte ToSByte(this Tensor value) => (sbyte)value.ToScalar().Integer;

    public static short ToInt16(this Tensor value) => (short)value.ToScalar().Integer;

    public static int ToInt32(this Tensor value) => (int)value.ToScalar().Integer;

    public static long ToInt64(this Tensor value) => (long)value.ToScalar().Integer;

    public static float ToSingle(this Tensor value) => (float)value.ToScalar().Number;

    public static double ToDouble(this Tensor value) => (double)value.ToScalar().Number;

    public static Half ToHalf(this Tensor value) => (Half)value.ToScalar().Number;

    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, size) => product * size);

    public static int ElementSize(this ScalarType type) => SizeOf(type);

    public static ReadOnlySpan<int> IntShape(this Tensor tensor) => tensor.shape.Select(s => (int)s).ToArray();
}
