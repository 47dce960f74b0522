using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    /// <summary>A tensor over the array's own memory (no copy) when type and device allow it.</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var shape = Enumerable.Range(0, rawArray.Rank).Select(d => (long)rawArray.GetLength(d)).ToArray();
        var original = ScalarTypeOf(rawArray.GetType().GetElementType()!);
        return Share(rawArray, 0, shape, original).Moved(dtype ?? original, device).requires_grad_if(requires_grad).Named(names);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) => data.To(dtype, device, false, false, false);

    /// <summary>A one-dimensional tensor over the array's own memory; <paramref name="offset"/> and <paramref name="count"/> are in elements.</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
        {
            throw new ArgumentException($"invalid value for 'offset': {offset}");
        }

        count = count < 0 ? rawArray.LongLength - offset : count;
        if (count > rawArray.LongLength - offset)
        {
            throw new IndexOutOfRangeException($"element count is too large: {count}");
        }

        return Share(rawArray, offset, [count], ScalarTypeOf(rawArray.GetType().GetElementType()!)).Moved(dtype, null).requires_grad_if(requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Op.Call("arange.start_step", start, stop, step, dtype, Arg.None, InitializeDevice(device)).requires_grad_if(requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Op.Call("linspace", start, end, steps, dtype, Arg.None, InitializeDevice(device)).requires_grad_if(requires_grad);

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Op.Call("eye.m", rows, columns == -1 ? rows : columns, dtype, Arg.None, InitializeDevice(device)).requires_grad_if(requires_grad).Named(names);

    internal static Tensor Moved(this Tensor tensor, ScalarType dtype, Device? device)
    {
        var onDevice = device is null || device.type == DeviceType.CPU;
        return tensor.dtype == dtype && onDevice ? tensor : tensor.To(dtype, device ?? CPU, false, true, false);
    }

    private static Tensor Copy<T>(ReadOnlySpan<T> values, ReadOnlySpan<long> shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
        where T : unmanaged
    {
        long product = 1;
        foreach (var size in shape)
        {
            product *= size;
        }

        if (product > values.Length)
        {
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {product} vs. {values.Length}");
        }

        var original = ScalarTypeOf(typeof(T));
        var tensor = Op.Call("empty.memory_format", shape.ToArray(), original);
        values[..(int)product].CopyTo(new Span<T>((void*)tensor.DataPointer, (int)product));
        return tensor.Moved(dtype ?? original, device).requires_grad_if(requires_grad).Named(names);
    }

    private static Tensor Share(Array array, long offset, long[] shape, ScalarType type)
    {
        Loader.Ensure();
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        fixed (long* sizes = shape)
        {
            var start = Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
            var handle = Shim.FromBlob((nint)start + (nint)(offset * SizeOf(type)), sizes, shape.Length, (int)type, GCHandle.ToIntPtr(pin));
            return handle != 0 ? new Tensor(handle) : throw Shim.Failure();
        }
    }
}
