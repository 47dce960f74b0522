using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A tensor. Owns one reference to a libtorch TensorImpl, given back by Dispose, by the dispose scope it was made in, or by
    /// the finaliser.
    /// </summary>
    public partial class Tensor : IDisposable
    {
        private static long totalCount;
        private static long peakCount;

        internal DisposeScope? Scope;
        internal int ScopeIndex;
        private nint handle;

        internal Tensor(nint handle, bool register = true)
        {
            this.handle = handle;
            var total = Interlocked.Increment(ref totalCount);
            if (total > peakCount)
            {
                peakCount = total;
            }

            if (register)
            {
                DisposeScopeManager.Current?.Add(this);
            }
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => Interlocked.Read(ref totalCount);

        public static long PeakCount => Interlocked.Read(ref peakCount);

        public string? name { get; set; }

        public bool IsInvalid => handle == 0;

        public IntPtr Handle => handle != 0 ? handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        public IntPtr DecoupleFromNativeHandle()
        {
            GC.SuppressFinalize(this);
            var released = Handle;
            Scope?.Remove(this);
            Interlocked.Decrement(ref totalCount);
            handle = 0;
            return released;
        }

        public Tensor MoveToOuterDisposeScope()
        {
            Scope?.MoveToOuter<Tensor>(this);
            return this;
        }

        public Tensor DetachFromDisposeScope()
        {
            Scope?.Remove(this);
            return this;
        }

        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.Scope);

        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (Scope is null)
            {
                other?.Attach(this);
            }
            else
            {
                Scope.MoveToOther<Tensor>(other, this);
            }

            return this;
        }

        /// <summary>A second tensor object over the same TensorImpl.</summary>
        public unsafe Tensor alias()
        {
            var second = new Tensor(Shim.Retain(Handle));
            GC.KeepAlive(this);
            return second;
        }

        public override bool Equals(object? obj) => obj is Tensor other && Equals(other);

        public bool Equals(Tensor target) => target is not null && Op.Test("equal", this, target);

        public override int GetHashCode() => base.GetHashCode();

        protected virtual void Dispose(bool disposing)
        {
            if (handle == 0)
            {
                return;
            }

            if (disposing)
            {
                Scope?.Remove(this);
            }

            Interlocked.Decrement(ref totalCount);
            Shim.Release(handle);
            handle = 0;
        }
    }
}
