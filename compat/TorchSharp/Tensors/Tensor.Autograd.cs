using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public bool requires_grad
        {
            get => Has(Flag.RequiresGrad);
            set
            {
                Shim.Check(Shim.SetRequiresGrad(Handle, value ? 1 : 0));
                GC.KeepAlive(this);
            }
        }

        /// <summary>The gradient, as a new tensor object each time, or null.</summary>
        public Tensor? grad
        {
            get
            {
                var pointer = Shim.Grad(Handle);
                GC.KeepAlive(this);
                return pointer == 0 ? null : new Tensor(pointer);
            }

            set
            {
                Shim.Check(Shim.SetGrad(Handle, value?.Handle ?? 0));
                GC.KeepAlive(this);
                GC.KeepAlive(value);
            }
        }

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        public void retain_grad()
        {
            Shim.Check(Shim.RetainGrad(Handle));
            GC.KeepAlive(this);
        }

        public void backward() => autograd.backward(this);

        public void backward(IList<Tensor>? grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public Tensor detach() => Op.Call("detach", this);

        public Tensor detach_() => Op.InPlace("detach_", this, this);
    }
}
