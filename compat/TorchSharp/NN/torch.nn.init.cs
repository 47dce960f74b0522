namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static class init
        {
            public static Tensor zeros_(Tensor tensor) => Quietly(() => tensor.zero_());

            public static Tensor ones_(Tensor tensor) => constant_(tensor, 1);

            public static Tensor constant_(Tensor tensor, Scalar val) => Quietly(() => tensor.fill_(val));

            public static Tensor uniform_(Tensor tensor, double low = 0, double high = 1, Generator? generator = null) => Quietly(() => tensor.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) => Quietly(() => tensor.normal_(mean, std, generator));

            private static Tensor Quietly(Func<Tensor> fill)
            {
                using var guard = no_grad();
                return fill();
            }
        }

        public static class utils
        {
            /// <summary>Scales the gradients so that their joint norm is at most <paramref name="max_norm"/>; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Modules.Parameter> tensors, double max_norm, double norm_type = 2)
            {
                using var scope = NewDisposeScope();
                using var guard = no_grad();
                var grads = tensors.Select(t => t.grad).OfType<Tensor>().ToArray();
                if (grads.Length == 0)
                {
                    return 0;
                }

                var total = stack(grads.Select(g => g.norm((float)norm_type))).norm((float)norm_type).ToDouble();
                var scale = max_norm / (total + 1e-6);
                if (scale < 1)
                {
                    foreach (var grad in grads)
                    {
                        grad.mul_(scale);
                    }
                }

                return total;
            }
        }
    }
}
