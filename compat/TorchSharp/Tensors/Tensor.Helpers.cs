using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public bool is_nonzero() => NumberOfElements == 1 ? Op.Test("is_nonzero", this) : throw new InvalidOperationException("is_nonzero() called on non-singleton tensor");

        /// <summary>One or two conversions in one; the same tensor (a second object over it) when nothing changes.</summary>
        internal Tensor To(ScalarType? type, Device? device, bool copy, bool disposeAfter, bool nonBlocking)
        {
            if (device is not null)
            {
                InitializeDevice(device);
            }

            var result = Op.Call("to.dtype_layout", this, type, Arg.None, device, Arg.None, nonBlocking, copy);
            if (disposeAfter)
            {
                Dispose();
            }

            return result;
        }

        /// <summary>Converts when a type is given; the conversion replaces this tensor.</summary>
        internal Tensor As(ScalarType? type) => type is { } t && t != dtype ? To(t, null, false, true, false) : this;

        internal Tensor Into(Tensor? target)
        {
            if (target is null)
            {
                return this;
            }

            target.copy_(this);
            Dispose();
            return target;
        }

        internal Tensor Named(string[]? names) => names is null or [] ? this : throw new NotSupportedException("compat/TorchSharp has no named tensors. Use the TorchSharp package.");

        internal Tensor requires_grad_if(bool wanted) => wanted ? requires_grad_(true) : this;

        private static string? Mode(RoundingMode mode) => mode switch
        {
            RoundingMode.trunc => "trunc",
            RoundingMode.floor => "floor",
            _ => null,
        };

        private static Tensor Int64(Tensor index) => index.dtype == ScalarType.Int64 ? index : throw new ArgumentException("Element type of 'index' must be 'Int64'");
    }
}
