using System.Runtime.InteropServices;
using TorchSharp.Autograd;
using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class autograd
    {
        /// <summary>An operation with its own backward. Call <c>apply</c>, never forward.</summary>
        public abstract class Function<T>
            where T : Function<T>, new()
        {
            private static readonly T Instance = new();

            public abstract string Name { get; }

            public static List<Tensor> apply_internal(params object[] vars)
            {
                var context = new AutogradContext();
                var inputs = vars.OfType<Tensor>().Where(t => !t.IsInvalid).ToArray();
                var wanted = is_grad_enabled() && inputs.Any(t => t.requires_grad);
                List<Tensor> outputs;
                using (no_grad())
                {
                    outputs = Instance.forward_internal(context, vars);
                    for (var i = 0; i < outputs.Count; i++)
                    {
                        // An output that is an input, or looks into one, becomes a tensor of its own, as libtorch does.
                        if (outputs[i].IsView || Array.Exists(inputs, t => t.Handle == outputs[i].Handle))
                        {
                            outputs[i] = outputs[i].detach();
                        }
                    }
                }

                if (wanted)
                {
                    Tie(context, vars, inputs, outputs);
                }

                return outputs;
            }

            internal abstract List<Tensor> forward_internal(AutogradContext ctx, object[] vars);

            internal abstract List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs);

            private static void Tie(AutogradContext context, object[] vars, Tensor[] inputs, List<Tensor> outputs)
            {
                var isTensor = vars.Select(v => v is Tensor { IsInvalid: false }).ToArray();
                var node = new FunctionNode(context, isTensor, [.. outputs.Select(o => (o.shape, o.dtype, o.device))]);
                var handle = GCHandle.Alloc(node);
                var ins = Array.ConvertAll(inputs, t => t.Handle);
                var outs = outputs.Select(t => t.Handle).ToArray();
                var differentiable = outputs.Select(o => (byte)(is_floating_point(o.dtype) && !context.NonDifferentiable.Exists(n => n.Handle == o.Handle) ? 1 : 0)).ToArray();
                nint native;
                fixed (nint* pi = ins, po = outs)
                {
                    fixed (byte* pd = differentiable)
                    {
                        native = Shim.NodeNew(GCHandle.ToIntPtr(handle), pi, ins.Length, po, pd, outs.Length);
                    }
                }

                GC.KeepAlive(inputs);
                if (native == 0)
                {
                    throw Shim.Failure();
                }

                try
                {
                    context.Node = Shim.NodeRaw(native);
                    context.SavedCount = context.ToSave.Count;
                    foreach (var tensor in context.ToSave)
                    {
                        var isOutput = tensor is not null && Array.IndexOf(outs, tensor.Handle) >= 0;
                        Shim.Check(Shim.NodeSave(native, tensor?.Handle ?? 0, isOutput ? 1 : 0));
                    }
                }
                finally
                {
                    context.save_for_backward([]);
                    context.mark_non_differentiable([]);
                    GC.KeepAlive(outputs);
                    Shim.NodeDrop(native);
                }
            }

            private sealed class FunctionNode(AutogradContext context, bool[] isTensor, (long[] Shape, ScalarType Type, Device Device)[] outputs) : NodeContext
            {
                internal override void Released() => context.Node = 0;

                internal override IReadOnlyList<Tensor?> Run(Tensor?[] grads)
                {
                    for (var i = 0; i < grads.Length; i++)
                    {
                        grads[i] ??= context.MaterializeGrads ? zeros(outputs[i].Shape, outputs[i].Type, outputs[i].Device) : null;
                    }

                    var results = Instance.backward_internal(context, grads.ToList()!);
                    while (results.Count > isTensor.Length && results[^1] is null or { IsInvalid: true })
                    {
                        results.RemoveAt(results.Count - 1);
                    }

                    if (results.Count != isTensor.Length)
                    {
                        throw new NotImplementedException($"Function {Instance.Name} returned an incorrect number of gradients (expected {isTensor.Length}), got {results.Count}");
                    }

                    var extra = Enumerable.Range(0, results.Count).FirstOrDefault(i => !isTensor[i] && results[i] is { IsInvalid: false }, -1);
                    return extra < 0
                        ? results.Where((_, i) => isTensor[i]).ToList()
                        : throw new NotImplementedException($"Function {Instance.Name} returned a gradient different that is defined at position {extra + 1}, but the corresponding forward input was not a Tensor");
                }
            }
        }

        public abstract class SingleTensorFunction<T> : Function<T>
            where T : SingleTensorFunction<T>, new()
        {
            public static Tensor apply(params object[] vars) => apply_internal(vars)[0];

            public abstract Tensor forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, Tensor grad_output);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, object[] vars) => [forward(ctx, vars)];

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs[0]);
        }

        public abstract class MultiTensorFunction<T> : Function<T>
            where T : MultiTensorFunction<T>, new()
        {
            public static List<Tensor> apply(params object[] vars) => apply_internal(vars);

            public abstract List<Tensor> forward(AutogradContext ctx, params object[] vars);

            public abstract List<Tensor> backward(AutogradContext ctx, List<Tensor> grad_outputs);

            internal sealed override List<Tensor> forward_internal(AutogradContext ctx, object[] vars) => forward(ctx, vars);

            internal sealed override List<Tensor> backward_internal(AutogradContext ctx, List<Tensor> grad_outputs) => backward(ctx, grad_outputs);
        }
    }
}
