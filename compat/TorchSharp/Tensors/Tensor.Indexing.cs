using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => Assign(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Op.Call("select.int", this, 0L, i1);
            set => Assign(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => index(i1, i2);
            set => Assign(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => index(i1, i2, i3);
            set => Assign(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => index(i1, i2, i3, i4);
            set => Assign(value, i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params long[] indices]
        {
            get => index(Singles(indices));
            set => Assign(value, Singles(indices));
        }

        /// <summary>
        /// Python's x[i, a:b, ..., None, t]: numbers, slices, new axes first give a view; positions and masks then select from it.
        /// </summary>
        public Tensor index(params TensorIndex[] indices)
        {
            var (view, chosen) = View(indices);
            if (chosen is null)
            {
                return view;
            }

            using (view)
            {
                return Op.Call("index.Tensor", view, Arg.Optional(chosen));
            }
        }

        public Tensor index(params Tensor[] indices) => Op.Call("index.Tensor", this, Arg.Optional(indices));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        public Tensor index_put_(Tensor value, TensorIndex[] indices, bool accumulate = false)
        {
            var (view, chosen) = View(indices);
            using (view)
            {
                if (chosen is not null)
                {
                    Op.InPlace("index_put_", view, view, Arg.Optional(chosen), value, accumulate);
                }
                else if (accumulate)
                {
                    throw new ArgumentException("Invalid 'indices' parameter. Must be an array of TensorIndex objects containing tensors with indices that match the shape of the tensor to update");
                }
                else
                {
                    view.copy_(value);
                }
            }

            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => Op.InPlace("index_put_", this, this, Arg.Optional(indices), value);

        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) => Op.InPlace("index_put_", this, this, Arg.Optional(indices), value, accumulate);

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using var filled = Op.Call("scalar_tensor", value, dtype, Arg.None, device);
            return index_put_(filled, indices, false);
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using var filled = Op.Call("scalar_tensor", value, dtype, Arg.None, device);
            return Op.InPlace("index_put_", this, this, Arg.Optional(indices), filled);
        }

        private static TensorIndex[] Singles(long[] indices) => Array.ConvertAll(indices, i => TensorIndex.Single(i));

        private void Assign(Tensor value, params TensorIndex[] indices) => index_put_(value, indices, false);

        private (Tensor View, Tensor?[]? Chosen) View(TensorIndex[] indices)
        {
            var used = indices.Count(i => i.kind is TensorIndex.Kind.Single or TensorIndex.Kind.Slice) +
                indices.Where(i => i.kind == TensorIndex.Kind.Tensor).Sum(i => i.tensor!.dtype is ScalarType.Bool or ScalarType.Byte ? (int)i.tensor.ndim : 1);
            Tensor?[]? chosen = null;
            var view = alias();
            long dim = 0;
            foreach (var index in indices)
            {
                switch (index.kind)
                {
                    case TensorIndex.Kind.Single:
                        Next(Op.Call("select.int", view, dim, index.first!.Value));
                        break;
                    case TensorIndex.Kind.Slice:
                        Next(Op.Call("slice.Tensor", view, dim++, index.first, index.stop, index.step ?? 1));
                        break;
                    case TensorIndex.Kind.None:
                        Next(Op.Call("unsqueeze", view, dim++));
                        break;
                    case TensorIndex.Kind.Ellipsis:
                        dim += ndim - used;
                        break;
                    case TensorIndex.Kind.Bool:
                        Next(Op.Call("unsqueeze", view, dim));
                        Choose(Op.Call("full", new long[] { index.first!.Value }, 0L, ScalarType.Int64));
                        break;
                    default:
                        Choose(index.tensor!);
                        break;
                }
            }

            return (view, chosen);

            void Next(Tensor next)
            {
                view.Dispose();
                view = next;
            }

            void Choose(Tensor positions)
            {
                chosen ??= [];
                Array.Resize(ref chosen, (int)dim + 1);
                chosen[(int)dim] = positions;
                dim += positions.dtype is ScalarType.Bool or ScalarType.Byte ? positions.ndim : 1;
            }
        }
    }
}
