namespace TorchSharp;

public static partial class torch
{
    /// <summary>One entry of an index expression: a number, a slice, a tensor of positions or a mask, a new axis, or "...".</summary>
    public struct TensorIndex
    {
        public static readonly TensorIndex Ellipsis = new() { kind = Kind.Ellipsis };
        public static readonly TensorIndex None = new() { kind = Kind.None };
        public static readonly TensorIndex Null = new() { kind = Kind.None };
        public static readonly TensorIndex Colon = Slice();

        internal Kind kind;
        internal long? first;
        internal long? stop;
        internal long? step;
        internal Tensor? tensor;

        internal enum Kind
        {
            None,
            Ellipsis,
            Single,
            Slice,
            Tensor,
            Bool,
        }

        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>Not for use: its existence steers overload resolution in index expressions, as in the package.</summary>
        public static implicit operator Tensor(TensorIndex value) => throw new InvalidOperationException("Should not be called.");

        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        public static implicit operator TensorIndex(Index index) => Single(index.IsFromEnd ? -index.Value : index.Value);

        public static TensorIndex Single(long? index) => new() { kind = Kind.Single, first = index };

        public static TensorIndex Bool(bool value) => new() { kind = Kind.Bool, first = value ? 1 : 0 };

        public static TensorIndex Tensor(Tensor tensor) => new() { kind = Kind.Tensor, tensor = tensor };

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => new() { kind = Kind.Slice, first = start, stop = stop, step = step };

        public static TensorIndex Slice((int?, int?) range) => Slice(range.Item1, range.Item2);

        public static TensorIndex Slice(Range range) => Slice(Bound(range.Start), range.End.Equals(Index.End) ? null : Bound(range.End));

        private static long Bound(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
