using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor copy_(Tensor source, bool nonBlocking = false) => Op.InPlace("copy_", this, this, source, nonBlocking);

        public Tensor fill_(Scalar value) => Op.InPlace("fill_.Scalar", this, this, value);

        public Tensor zero_() => Op.InPlace("zero_", this, this);

        public Tensor set_(Tensor source) => Op.InPlace("set_.source_Tensor", this, this, source);

        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("zeros_like", this, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("ones_like", this, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("empty_like", this, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("full_like", this, value, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor rand_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("rand_like", this, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor randn_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("randn_like", this, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor randint_like(long low, long high, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("randint_like.low_dtype", this, low, high, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) => Op.InPlace("normal_", this, this, mean, std, generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) => Op.InPlace("uniform_", this, this, from, to, generator);

        public Tensor bernoulli(Generator? generator = null) => Op.Call("bernoulli", this, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Op.InPlace("bernoulli_.float", this, this, p, generator);

        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Op.InPlace("bernoulli_.Tensor", this, this, p, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) => Op.Call("multinomial", this, num_samples, replacement, generator);

        public Tensor exponential_(double lambda = 1, Generator? generator = null) => Op.InPlace("exponential_", this, this, lambda, generator);

        public Tensor random_(double from, double to, Generator? generator = null) => Op.InPlace("random_.from", this, this, (long)from, (long)to, generator);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_zeros", this, size, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_zeros", this, size.ToArray(), dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_zeros", this, (long[])[size], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_zeros", this, (long[])[rows, columns], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_zeros", this, (long[])[dim0, dim1, dim2], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_zeros(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_zeros", this, (long[])[dim0, dim1, dim2, dim3], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_ones", this, (long[])[size], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_ones", this, (long[])[rows, columns], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_ones", this, (long[])[dim0, dim1, dim2], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_ones(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_ones", this, (long[])[dim0, dim1, dim2, dim3], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_empty", this, size, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_empty", this, size.ToArray(), dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_empty", this, (long[])[size], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_empty", this, (long[])[rows, columns], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_empty(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_empty", this, (long[])[dim0, dim1, dim2], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_empty(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_empty", this, (long[])[dim0, dim1, dim2, dim3], dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_full", this, size, value, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_full(ReadOnlySpan<long> size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_full", this, size.ToArray(), value, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_full", this, (long[])[size], value, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_full", this, (long[])[rows, columns], value, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_full(long dim0, long dim1, long dim2, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_full", this, (long[])[dim0, dim1, dim2], value, dtype, Arg.None, device).requires_grad_if(requires_grad);

        public Tensor new_full(long dim0, long dim1, long dim2, long dim3, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Op.Call("new_full", this, (long[])[dim0, dim1, dim2, dim3], value, dtype, Arg.None, device).requires_grad_if(requires_grad);
    }
}
