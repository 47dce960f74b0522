using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public long Dimensions => Alive(Shim.Dim(Handle));

        public long ndim => Dimensions;

        public long NumberOfElements => Alive(Shim.Numel(Handle));

        public long ElementSize => SizeOf(dtype);

        public ScalarType dtype => (ScalarType)Alive(Shim.DType(Handle));

        public DeviceType device_type => (DeviceType)(Alive(Shim.Device(Handle)) >> 16);

        public int device_index => (sbyte)(Alive(Shim.Device(Handle)) & 0xff);

        public Device device => new(device_type, device_index);

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_leaf => Has(Flag.Leaf);

        public bool is_sparse => Has(Flag.Sparse);

        public long[] shape => size();

        public Tensor T => Op.Call("numpy_T", this);

        public Tensor mT => Op.Call("mT", this);

        public long dim() => Dimensions;

        public long numel() => NumberOfElements;

        public long element_size() => ElementSize;

        public long[] size()
        {
            var sizes = new long[Dimensions];
            fixed (long* p = sizes)
            {
                Shim.Sizes(Handle, p);
            }

            GC.KeepAlive(this);
            return sizes;
        }

        public long size(int dim)
        {
            var rank = (int)Dimensions;
            var index = dim < 0 ? dim + rank : dim;
            if (index < 0 || index >= rank)
            {
                throw new System.Runtime.InteropServices.ExternalException(
                    $"Dimension out of range (expected to be in range of [{-Math.Max(rank, 1)}, {Math.Max(rank, 1) - 1}], but got {dim})");
            }

            var sizes = stackalloc long[rank];
            Shim.Sizes(Handle, sizes);
            GC.KeepAlive(this);
            return sizes[index];
        }

        public long[] stride()
        {
            var strides = new long[Dimensions];
            fixed (long* p = strides)
            {
                Shim.Strides(Handle, p);
            }

            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => stride()[dim < 0 ? dim + (int)Dimensions : dim];

        public long storage_offset() => Alive(Shim.Offset(Handle));

        public bool is_contiguous() => Has(Flag.Contiguous);

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_conj() => Has(Flag.Conjugate);

        public bool is_neg() => Has(Flag.Negative);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public override string ToString() =>
            IsInvalid ? "<disposed>" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}{(Dimensions == 0 && device_type == DeviceType.CPU && !is_complex() ? FormattableString.Invariant($", value = {this.ToDouble():G9}") : "")}";

        internal bool IsView => Has(Flag.View);

        private bool Has(Flag flag)
        {
            var flags = Shim.Flags(Handle);
            Shim.Check(flags);
            GC.KeepAlive(this);
            return (flags & (int)flag) != 0;
        }

        private TValue Alive<TValue>(TValue value)
        {
            GC.KeepAlive(this);
            return value;
        }

        [Flags]
        private enum Flag
        {
            RequiresGrad = 1,
            Leaf = 2,
            Contiguous = 4,
            View = 8,
            Inference = 16,
            Sparse = 32,
            Conjugate = 64,
            Negative = 128,
        }
    }
}
