namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape.</summary>
    public readonly struct Size
    {
        private readonly long[] shape;

        public Size(long[] shape) => this.shape = shape;

        public Size(long size) => shape = [size];

        internal long[] Shape => shape ?? [];

        public static implicit operator Size(long size) => new(size);

        public static implicit operator Size((long, long) size) => new([size.Item1, size.Item2]);

        public static implicit operator Size((long, long, long) size) => new([size.Item1, size.Item2, size.Item3]);

        public static implicit operator Size(long[] size) => new(size);
    }
}
