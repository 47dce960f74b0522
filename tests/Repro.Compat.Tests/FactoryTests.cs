using TorchSharp;
using static Repro.Compat.Tests.Values;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

public sealed class FactoryTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Filled()
    {
        zeros(2, 3).dtype.Should().Be(float32);
        ones([4], dtype: int64, requires_grad: false).ShouldBe(1, 1, 1, 1);
        full(2, 2, 7).dtype.Should().Be(float32);
        full([2], 2.5, dtype: bfloat16).ShouldBe(2.5, 2.5);
        empty(3, 5).shape.Should().Equal(3, 5);
        eye(2).ShouldBe(1, 0, 0, 1);
        arange(3).dtype.Should().Be(int64);
        arange(0, 1, 0.25).ShouldBe(0, 0.25, 0.5, 0.75);
        linspace(0, 1, 3).ShouldBe(0, 0.5, 1);
        zeros(2, requires_grad: true).requires_grad.Should().BeTrue();
        zeros_like(arange(3)).dtype.Should().Be(int64);
        Grid(2).new_zeros(3).dtype.Should().Be(float64);
        full_like(Grid(2), 3).ShouldBe(3, 3);
    }

    [Fact]
    public void Values_keep_their_type()
    {
        tensor(1).dtype.Should().Be(int32);
        tensor(1L).dtype.Should().Be(int64);
        tensor(1f).dtype.Should().Be(float32);
        tensor(1.0).dtype.Should().Be(float64);
        tensor(true).dtype.Should().Be(@bool);
        tensor(new[] { 1, 2 }).dtype.Should().Be(int32);
        tensor(new[] { 1f, 2f }, dtype: float64).ShouldBe(1, 2);
        tensor(new long[] { 1, 2, 3, 4 }, 2, 2).shape.Should().Equal(2, 2);
        tensor(new double[] { 1, 2, 3, 4 }, [2, 2]).shape.Should().Equal(2, 2);
        tensor(new[,] { { 1f, 2f }, { 3f, 4f } }).shape.Should().Equal(2, 2);
        tensor(new List<long> { 1, 2 }).shape.Should().Equal(2);
        tensor(new[] { (Half)1.5 }).dtype.Should().Be(float16);
        FluentActions.Invoking(() => tensor([1f], [2])).Should().Throw<ArgumentException>().WithMessage("mismatched total size creating a tensor from an array: 2 vs. 1");
    }

    [Fact]
    public void Arrays_are_copied_by_tensor_and_shared_by_from_array_and_frombuffer()
    {
        var data = new[] { 1f, 2f, 3f };
        Tensor copied = tensor(data), shared = from_array(data), buffer = frombuffer(data, float32, count: 2, offset: 1);
        data[1] = 9;
        copied.ShouldBe(1, 2, 3);
        shared.ShouldBe(1, 9, 3);
        buffer.ShouldBe(9, 3);
        from_array(new[,] { { 1, 2 }, { 3, 4 } }).shape.Should().Equal(2, 2);
        frombuffer(data, float64).dtype.Should().Be(float64);
        FluentActions.Invoking(() => frombuffer(data, float32, offset: 3)).Should().Throw<ArgumentException>().WithMessage("invalid value for 'offset': 3");
    }

    [Fact]
    public void A_seed_fixes_the_draws()
    {
        manual_seed(7);
        var first = randn(5).Numbers();
        manual_seed(7);
        randn(5).Numbers().Should().Equal(first);
        using var generator = new Generator(11);
        var a = rand(4, generator: generator).Numbers();
        generator.manual_seed(11).initial_seed().Should().Be(11);
        rand(4, generator: generator).Numbers().Should().Equal(a);
        randperm(5).sum().ToInt64().Should().Be(10);
        randint(0, 3, [100]).max().ToInt64().Should().Be(2);
        zeros(2000).uniform_(2, 4).mean().ToSingle().Should().BeApproximately(3, 0.1f);
        zeros(2000).normal_(1, 0.5).std().ToSingle().Should().BeApproximately(0.5f, 0.05f);
    }

    [Fact]
    public void Data_is_reached_in_the_order_of_the_shape()
    {
        var x = Grid(2, 3).t();
        x.data<double>().ToArray().Should().Equal(0, 3, 1, 4, 2, 5);
        x.data<double>()[2, 1].Should().Be(5);
        x.contiguous().bytes.Length.Should().Be(48);
        var y = zeros(3);
        y.bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([1, 2, 3]).ToArray();
        y.ShouldBe(1, 2, 3);
        y.data<float>().CopyFrom([4, 5], tensorIndex: 1);
        y.ShouldBe(1, 4, 5);
        FluentActions.Invoking(() => y.data<double>()).Should().Throw<ArgumentException>().WithMessage("Double is not compatible with Float32");
        FluentActions.Invoking(() => y.item<float>()).Should().Throw<ArgumentException>().WithMessage("Number of elements in the tensor must be 1");
        FluentActions.Invoking(() => Grid(2, 3).t().bytes.Length).Should().Throw<InvalidOperationException>().WithMessage("Bytes() called on non-contiguous tensor.");
    }

    [Fact]
    public void Conversions()
    {
        var x = Of(1.9, -1.9);
        x.to(int64).ShouldBe(1, -1);
        x.@float().dtype.Should().Be(float32);
        x.bfloat16().dtype.Should().Be(bfloat16);
        x.to(float32, CPU).dtype.Should().Be(float32);
        x.to(x.@float()).dtype.Should().Be(float32);
        x.to("cpu").device.ToString().Should().Be("cpu");
        x.cpu().device_type.Should().Be(DeviceType.CPU);
        x.type_as(arange(1)).dtype.Should().Be(int64);
        ((int)tensor(3.7)).Should().Be(3);
        tensor(2.5f).ToScalar().Type.Should().Be(ScalarType.Float64);
        tensor(3).ToInt32().Should().Be(3);
        new Device("cuda:1").index.Should().Be(1);
        x.element_size().Should().Be(8);
    }
}
