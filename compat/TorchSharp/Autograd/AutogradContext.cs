using TorchSharp.Native;

namespace TorchSharp;

public static unsafe partial class torch
{
    public static partial class autograd
    {
        /// <summary>What forward leaves for backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> values = [];

            internal AutogradContext()
            {
            }

            public bool MaterializeGrads { get; private set; } = true;

            internal List<Tensor> ToSave { get; private set; } = [];

            internal List<Tensor> NonDifferentiable { get; private set; } = [];

            /// <summary>The native node while backward runs; saved tensors live in it.</summary>
            internal nint Node { get; set; }

            public void save_for_backward(List<Tensor> tensors) => ToSave = tensors;

            public void save_data(string key, object value) => values[key] = value;

            public object? get_data(string key) => values.GetValueOrDefault(key);

            public void mark_non_differentiable(List<Tensor> tensors) => NonDifferentiable = [.. tensors];

            public void mark_dirty(List<Tensor> tensors) =>
                throw new NotSupportedException("compat/TorchSharp has no in-place functions (mark_dirty). Use the TorchSharp package.");

            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            /// <summary>The saved tensors; an exception when one was changed in place since, or backward ran before.</summary>
            public List<Tensor> get_saved_variables()
            {
                if (Node == 0 && SavedCount > 0)
                {
                    throw new InvalidOperationException("The graph that held the saved tensors is gone. Call get_saved_variables() inside backward.");
                }

                var tensors = new List<Tensor>(SavedCount);
                for (var i = 0; i < SavedCount; i++)
                {
                    nint handle;
                    Shim.Check(Shim.NodeUnpack(Node, i, &handle));
                    tensors.Add(handle == 0 ? null! : new Tensor(handle));
                }

                return tensors;
            }

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            internal int SavedCount { get; set; }

            protected virtual void Dispose(bool disposing)
            {
            }
        }
    }
}
