using TorchSharp.Native;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The bytes of a contiguous CPU tensor, in place. Valid while the tensor lives.</summary>
        public Span<byte> bytes
        {
            get
            {
                var total = ReadableBytes();
                return total > int.MaxValue ? throw new ArgumentException("Span only supports up to int.MaxValue elements.") : new Span<byte>((void*)DataPointer, (int)total);
            }

            set
            {
                if (!is_contiguous())
                {
                    throw new InvalidOperationException("SetBytes() called on non-contiguous tensor.");
                }

                if (NumberOfElements * ElementSize != value.Length)
                {
                    throw new ArgumentException("Mismatched data sizes in SetBytes().");
                }

                value.CopyTo(bytes);
                GC.KeepAlive(this);
            }
        }

        internal nint DataPointer
        {
            get
            {
                var pointer = Shim.Data(Handle);
                GC.KeepAlive(this);
                return pointer;
            }
        }

        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            ValidateType(typeof(T));
            return new TensorAccessor<T>(is_cpu() ? this : cpu());
        }

        public T item<T>()
            where T : unmanaged => NumberOfElements == 1 ? data<T>()[0] : throw new ArgumentException("Number of elements in the tensor must be 1");

        public Scalar ToScalar()
        {
            var number = Op.Number("item", this);
            Scalar value = number.Tag switch
            {
                Tag.Double => number.Double,
                Tag.Bool => number.Int != 0,
                _ => number.Int,
            };
            return value;
        }

        public T ReadCpuValue<T>(long i)
            where T : unmanaged => TensorAccessor<T>.ReadItemAt(this, i);

        public double ReadCpuDouble(long i) => ReadCpuValue<double>(i);

        public float ReadCpuSingle(long i) => ReadCpuValue<float>(i);

        public int ReadCpuInt32(long i) => ReadCpuValue<int>(i);

        public long ReadCpuInt64(long i) => ReadCpuValue<long>(i);

        public byte ReadCpuByte(long i) => ReadCpuValue<byte>(i);

        public bool ReadCpuBool(long i) => ReadCpuValue<bool>(i);

        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            var total = ReadableBytes();
            for (long at = 0; at < total; at += bufferSize)
            {
                stream.Write(new ReadOnlySpan<byte>((void*)(DataPointer + (nint)at), (int)Math.Min(bufferSize, total - at)));
            }

            GC.KeepAlive(this);
        }

        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            var total = ReadableBytes();
            for (long at = 0; at < total; at += bufferSize)
            {
                stream.ReadExactly(new Span<byte>((void*)(DataPointer + (nint)at), (int)Math.Min(bufferSize, total - at)));
            }

            GC.KeepAlive(this);
        }

        private long ReadableBytes()
        {
            if (!is_contiguous())
            {
                throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
            }

            if (!is_cpu())
            {
                throw new InvalidOperationException("Reading data from non-CPU memory is not supported. Move or copy the tensor to the cpu before reading.");
            }

            return NumberOfElements * ElementSize;
        }

        private void ValidateType(Type type)
        {
            if (dtype == ScalarType.BFloat16 || dtype != ScalarTypeOf(type))
            {
                throw new ArgumentException($"{type.Name} is not compatible with {dtype}");
            }
        }
    }
}
