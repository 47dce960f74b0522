using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => Op.Call("matmul", this, target);

        public Tensor mm(Tensor target) => Op.Call("mm", this, target);

        public Tensor bmm(Tensor batch2) => Op.Call("bmm", this, batch2);

        public Tensor mv(Tensor target) => Op.Call("mv", this, target);

        public Tensor dot(Tensor target) => Op.Call("dot", this, target);

        public Tensor outer(Tensor vec2) => Op.Call("outer", this, vec2);

        public Tensor inner(Tensor vec2) => Op.Call("inner", this, vec2);

        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Op.Call("baddbmm", this, batch1, batch2, (double)beta, (double)alpha);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Op.Call("addmm", this, mat1, mat2, (double)beta, (double)alpha);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Op.InPlace("addmm_", this, this, mat1, mat2, (double)beta, (double)alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) => Op.Call("addmv", this, mat, vec, (double)beta, (double)alpha);

        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) => Op.Call("addbmm", this, batch1, batch2, (double)beta, (double)alpha);

        public Tensor trace() => Op.Call("trace", this);

        public Tensor kron(Tensor other) => Op.Call("kron", this, other);

        public Tensor tensordot(Tensor b, long[] dims1, long[] dims2) => Op.Call("tensordot", this, b, dims1, dims2);

        public Tensor tensordot(Tensor b, (long, long)[] dims) => tensordot(b, dims.Select(d => d.Item1).ToArray(), dims.Select(d => d.Item2).ToArray());

        public Tensor tensordot(Tensor b, long dims = 2) => tensordot(b, Enumerable.Range(0, (int)dims).Select(d => ndim - dims + d).ToArray(), Enumerable.Range(0, (int)dims).Select(d => (long)d).ToArray());

        public Tensor vdot(Tensor target) => Op.Call("vdot", this, target);

        public Tensor ger(Tensor vec2) => outer(vec2);

        public Tensor det() => Op.Call("det", this);

        public Tensor inverse() => Op.Call("inverse", this);

        public Tensor dist(Tensor other, float p = 2) => Op.Call("dist", this, other, (double)p);

        public Tensor matrix_power(int n) => Op.Call("matrix_power", this, (long)n);

        public Tensor matrix_exp() => Op.Call("matrix_exp", this);
    }
}
