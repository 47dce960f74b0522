using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

internal static class Values
{
    /// <summary>The elements as numbers, in order, whatever the type.</summary>
    public static double[] Numbers(this Tensor tensor)
    {
        using var flat = tensor.detach().to(float64).reshape(-1);
        return flat.data<double>().ToArray();
    }

    public static void ShouldBe(this Tensor tensor, params double[] expected) =>
        tensor.Numbers().Should().Equal(expected, (a, b) => (double.IsNaN(a) && double.IsNaN(b)) || a == b || Math.Abs(a - b) <= 1e-5 * Math.Max(1, Math.Abs(b)));

    public static Tensor Of(params double[] values) => tensor(values);

    /// <summary>0, 1, 2, ... as doubles in a shape.</summary>
    public static Tensor Grid(params long[] shape) => arange(shape.TotalSize(), dtype: float64).reshape(shape);
}
