using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor view(params long[] shape) => Op.Call("view", this, shape);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => Op.Call("reshape", this, shape);

        public Tensor permute(params long[] permutation) => Op.Call("permute", this, permutation);

        public Tensor permute(IEnumerable<long> permutation) => permute(permutation.ToArray());

        public Tensor transpose(long dim0, long dim1) => Op.Call("transpose.int", this, dim0, dim1);

        public Tensor transpose_(long dim0, long dim1) => Op.InPlace("transpose_", this, this, dim0, dim1);

        public Tensor t() => Op.Call("t", this);

        public Tensor swapaxes(long dim0, long dim1) => Op.Call("swapaxes", this, dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => Op.Call("swapdims", this, dim0, dim1);

        public Tensor contiguous() => Op.Call("contiguous", this);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Op.Call("expand", this, sizes.ToArray(), isImplicit);

        public Tensor expand(Size sizes, bool isImplicit = false) => Op.Call("expand", this, sizes.Shape, isImplicit);

        public Tensor expand(long[] sizes, bool isImplicit = false) => Op.Call("expand", this, sizes, isImplicit);

        public Tensor expand(params long[] sizes) => Op.Call("expand", this, sizes);

        public Tensor expand_as(Tensor other) => Op.Call("expand_as", this, other);

        public Tensor broadcast_to(params long[] shape) => Op.Call("broadcast_to", this, shape);

        public Tensor repeat(params long[] sizes) => Op.Call("repeat", this, sizes);

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Op.Call("repeat_interleave.self_Tensor", this, repeats, dim, output_size);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Op.Call("repeat_interleave.self_int", this, repeats, dim, output_size);

        public Tensor tile(long[] reps) => Op.Call("tile", this, reps);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Op.Call("flatten.using_ints", this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => Op.Call("unflatten.int", this, dim, sizes);

        public Tensor unflatten(long dim, Size sizes) => unflatten(dim, sizes.Shape);

        public Tensor squeeze(long? dim = null) => dim is { } d ? Op.Call("squeeze.dim", this, d) : Op.Call("squeeze", this);

        public Tensor squeeze_(long? dim = null) => dim is { } d ? Op.InPlace("squeeze_.dim", this, this, d) : Op.InPlace("squeeze_", this, this);

        public Tensor unsqueeze(long dim) => Op.Call("unsqueeze", this, dim);

        public Tensor unsqueeze_(long dim) => Op.InPlace("unsqueeze_", this, this, dim);

        public Tensor flip(params long[] dims) => Op.Call("flip", this, dims);

        public Tensor fliplr() => Op.Call("fliplr", this);

        public Tensor flipud() => Op.Call("flipud", this);

        public Tensor roll(long shifts, long? dims = null) => Op.Call("roll", this, (long[])[shifts], dims is { } d ? (long[])[d] : Array.Empty<long>());

        public Tensor roll((long, long) shifts, (long, long) dims) => Op.Call("roll", this, (long[])[shifts.Item1, shifts.Item2], (long[])[dims.Item1, dims.Item2]);

        public Tensor roll(long[] shifts, long[] dims) => Op.Call("roll", this, shifts, dims);

        public Tensor roll(long[] shifts) => Op.Call("roll", this, shifts);

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => Op.Call("roll", this, shifts.ToArray(), dims.ToArray());

        public Tensor narrow(long dim, long start, long length) => Op.Call("narrow", this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => Op.Call("slice.Tensor", this, dim, start, finish, step);

        public Tensor select(long dim, long index) => Op.Call("select.int", this, dim, index);

        public Tensor[] chunk(long chunks, long dim = 0) => Op.List("chunk", this, chunks, dim);

        public Tensor[] split(long size, int dim = 0) => Op.List("split.Tensor", this, size, (long)dim);

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0) => Op.List("split_with_sizes", this, sizes.ToArray(), dim);

        public Tensor[] split(long[] sizes, long dim = 0) => Op.List("split_with_sizes", this, sizes, dim);

        public Tensor[] split(params long[] sizes) => Op.List("split_with_sizes", this, sizes);

        public Tensor[] tensor_split(long size, long dim = 0) => Op.List("tensor_split.sections", this, size, dim);

        public Tensor[] tensor_split(long[] sizes, long dim = 0) => Op.List("tensor_split.indices", this, sizes, dim);

        public Tensor[] unbind(long dimension = 0) => Op.List("unbind.int", this, dimension);

        public Tensor movedim(long[] source, long[] destination) => Op.Call("movedim.intlist", this, source, destination);

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor unfold(long dimension, long size, long step) => Op.Call("unfold", this, dimension, size, step);

        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Op.Call("diagonal", this, offset, dim1, dim2);

        public Tensor diag(long diagonal = 0) => Op.Call("diag", this, diagonal);

        public Tensor diag_embed(long offset = 0, long dim1 = -2, long dim2 = -1) => Op.Call("diag_embed", this, offset, dim1, dim2);

        public Tensor tril(long diagonal = 0) => Op.Call("tril", this, diagonal);

        public Tensor tril_(long diagonal = 0) => Op.InPlace("tril_", this, this, diagonal);

        public Tensor triu(long diagonal = 0) => Op.Call("triu", this, diagonal);

        public Tensor triu_(long diagonal = 0) => Op.InPlace("triu_", this, this, diagonal);

        public Tensor clone() => Op.Call("clone", this);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0) => Op.Call("as_strided", this, size, strides, storageOffset);

        public Tensor ravel() => Op.Call("ravel", this);

        public Tensor rot90(long k = 1, (long, long)? dims = null) => Op.Call("rot90", this, k, dims is { } d ? (long[])[d.Item1, d.Item2] : (long[])[0, 1]);
    }
}
