using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor in row-major order of its shape, whatever its strides.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly Tensor tensor;
    private readonly long[] sizes;
    private readonly long[] strides;
    private readonly T* start;
    private readonly bool contiguous;

    internal TensorAccessor(Tensor tensor)
    {
        this.tensor = tensor;
        sizes = tensor.shape;
        strides = tensor.stride();
        start = (T*)tensor.DataPointer;
        contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    public T this[params long[] indices]
    {
        get
        {
            var value = *At(indices);
            GC.KeepAlive(tensor);
            return value;
        }

        set
        {
            *At(indices) = value;
            GC.KeepAlive(tensor);
        }
    }

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left.Equals(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (contiguous)
        {
            new ReadOnlySpan<T>(start + tensorIndex, count).CopyTo(target);
        }
        else
        {
            for (var i = 0; i < count; i++)
            {
                target[i] = *Linear(tensorIndex + i);
            }
        }

        GC.KeepAlive(tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Count - tensorIndex);
        for (var i = 0; i < count; i++)
        {
            *Linear(tensorIndex + i) = source[i];
        }

        GC.KeepAlive(tensor);
    }

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(object? obj) => obj is TensorAccessor<T> other && Count == other.Count && ToArray().AsSpan().SequenceEqual(other.ToArray());

    public override int GetHashCode() => tensor.GetHashCode();

    public void Dispose() => GC.SuppressFinalize(this);

    internal static T ReadItemAt(Tensor tensor, long index)
    {
        if (!tensor.is_cpu())
        {
            throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
        }

        if (index >= tensor.NumberOfElements)
        {
            throw new IndexOutOfRangeException("The index is greater than the number of elements in the tensor");
        }

        return *new TensorAccessor<T>(tensor).Linear(index);
    }

    private T* At(long[] indices)
    {
        if (indices.Length == 1 && sizes.Length != 1)
        {
            return Linear(indices[0]);
        }

        if (indices.Length != sizes.Length)
        {
            throw new ArgumentException($"the tensor has {sizes.Length} dimensions, got {indices.Length} indices");
        }

        long offset = 0;
        for (var d = 0; d < indices.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= sizes[d])
            {
                throw new IndexOutOfRangeException($"index {indices[d]} is out of range for dimension {d} of size {sizes[d]}");
            }

            offset += indices[d] * strides[d];
        }

        return start + offset;
    }

    private T* Linear(long index)
    {
        if (index < 0 || index >= Count)
        {
            throw new IndexOutOfRangeException($"index {index} is out of range for {Count} elements");
        }

        if (contiguous)
        {
            return start + index;
        }

        long offset = 0;
        for (var d = sizes.Length - 1; d >= 0; d--)
        {
            offset += index % sizes[d] * strides[d];
            index /= sizes[d];
        }

        return start + offset;
    }
}
