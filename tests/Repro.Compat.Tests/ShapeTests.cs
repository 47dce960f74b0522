using TorchSharp;
using static Repro.Compat.Tests.Values;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

public sealed class ShapeTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Views()
    {
        var x = Grid(2, 3);
        x.t().ShouldBe(0, 3, 1, 4, 2, 5);
        x.transpose(0, 1).is_contiguous().Should().BeFalse();
        x.t().contiguous().stride().Should().Equal(2, 1);
        x.permute(1, 0).shape.Should().Equal(3, 2);
        x.view(3, -1).shape.Should().Equal(3, 2);
        x.unsqueeze(-1).shape.Should().Equal(2, 3, 1);
        x.unsqueeze(0).squeeze(0).shape.Should().Equal(2, 3);
        x.unsqueeze(0).squeeze().shape.Should().Equal(2, 3);
        x.expand(4, 2, 3).shape.Should().Equal(4, 2, 3);
        x.flatten().shape.Should().Equal(6);
        x.unflatten(1, 3, 1).shape.Should().Equal(2, 3, 1);
        x.narrow(1, 1, 2).ShouldBe(1, 2, 4, 5);
        x.slice(1, 0, 3, 2).ShouldBe(0, 2, 3, 5);
        x.select(0, 1).ShouldBe(3, 4, 5);
        x.size(-1).Should().Be(3);
        x.expand_as(zeros(5, 2, 3)).size(0).Should().Be(5);
        x.view_as(zeros(6)).shape.Should().Equal(6);
    }

    [Fact]
    public void Copies()
    {
        var x = Grid(2, 2);
        x.repeat(1, 2).ShouldBe(0, 1, 0, 1, 2, 3, 2, 3);
        x.repeat_interleave(2, dim: 1).ShouldBe(0, 0, 1, 1, 2, 2, 3, 3);
        x.flip(1).ShouldBe(1, 0, 3, 2);
        x.roll(1, 0).ShouldBe(2, 3, 0, 1);
        x.tril().ShouldBe(0, 0, 2, 3);
        x.triu(1).ShouldBe(0, 1, 0, 0);
        cat([x, x], 1).shape.Should().Equal(2, 4);
        stack([x, x], -1).shape.Should().Equal(2, 2, 2);
        x.chunk(2, 1)[1].ShouldBe(1, 3);
        x.split(1)[1].ShouldBe(2, 3);
        Grid(5).split([2, 3])[1].ShouldBe(2, 3, 4);
        x.unbind(1)[0].ShouldBe(0, 2);
        var copy = x.clone();
        copy[0, 0] = 9.0;
        x[0, 0].ToDouble().Should().Be(0);
    }

    [Fact]
    public void Selection()
    {
        var x = Grid(3, 2);
        var rows = tensor(new long[] { 2, 0 });
        x.index_select(0, rows).ShouldBe(4, 5, 0, 1);
        x.gather(1, tensor(new long[] { 1, 0, 1 }, 3, 1)).ShouldBe(1, 2, 5);
        zeros(2, 3, dtype: float64).scatter(1, tensor(new long[] { 2, 0 }, 2, 1), ones(2, 1, dtype: float64)).ShouldBe(0, 0, 1, 1, 0, 0);
        zeros(3, dtype: float64).scatter_add(0, tensor(new long[] { 1, 1, 2 }), Of(1, 2, 3)).ShouldBe(0, 3, 3);
        zeros(3, dtype: float64).index_add_(0, tensor(new long[] { 1, 1 }), Of(1, 2), 2).ShouldBe(0, 6, 0);
        zeros(3, dtype: float64).index_copy_(0, tensor(new long[] { 2, 0 }), Of(1, 2)).ShouldBe(2, 0, 1);
        x.masked_fill(x.gt(3), -1).ShouldBe(0, 1, 2, 3, -1, -1);
        x.masked_select(x.gt(3)).ShouldBe(4, 5);
        x.nonzero().size(0).Should().Be(5);
        zeros(2, 2).index_fill_(0, tensor(new long[] { 1 }), 7).ShouldBe(0, 0, 7, 7);
        FluentActions.Invoking(() => zeros(3).index_add_(0, tensor([1]), ones(1), 1)).Should().Throw<ArgumentException>().WithMessage("Element type of 'index' must be 'Int64'");
    }

    [Fact]
    public void Index_expressions_read()
    {
        var x = Grid(2, 3, 4);
        x[1].shape.Should().Equal(3, 4);
        x[1, 2, 3].ToDouble().Should().Be(23);
        x[-1, 0].ShouldBe(12, 13, 14, 15);
        x[TensorIndex.Ellipsis, 1].ShouldBe(1, 5, 9, 13, 17, 21);
        x[TensorIndex.Colon, TensorIndex.Slice(1, 3), TensorIndex.Slice(step: 2)].ShouldBe(4, 6, 8, 10, 16, 18, 20, 22);
        x[TensorIndex.None, 0, .., ^1].shape.Should().Equal(1, 3);
        x[0, 1.., ..2].ShouldBe(4, 5, 8, 9);
        x[TensorIndex.Tensor(tensor(new long[] { 1, 0 })), TensorIndex.Single(0), TensorIndex.Single(1)].ShouldBe(13, 1);
        x[0][x[0].gt(9)].ShouldBe(10, 11);
        x[TensorIndex.Colon, TensorIndex.Tensor(tensor(new long[] { 2, 0 }))].shape.Should().Equal(2, 2, 4);
        x[tensor(new long[] { 0, 1 }), tensor(new long[] { 1, 2 })].shape.Should().Equal(2, 4);
        x[TensorIndex.Tensor(tensor(new[] { false, true })), TensorIndex.Ellipsis, TensorIndex.Single(0)].shape.Should().Equal(1, 3);
    }

    [Fact]
    public void Index_expressions_write()
    {
        var x = zeros(2, 3);
        x[0, 1] = 5.0f;
        x[1] = ones(3);
        x[TensorIndex.Colon, TensorIndex.Single(2)] = tensor(new[] { 7f, 8f });
        x.ShouldBe(0, 5, 7, 1, 1, 8);
        x.index_put_(tensor(new[] { 1f, 1f }), [TensorIndex.Tensor(tensor(new long[] { 0, 0 })), TensorIndex.Tensor(tensor(new long[] { 0, 0 }))], accumulate: true);
        x[0, 0].ToSingle().Should().Be(2);
        x[x.gt(4)] = tensor(0f);
        x.ShouldBe(2, 0, 0, 1, 1, 0);
        x.index_put_(3, TensorIndex.Single(0)).ShouldBe(3, 3, 3, 1, 1, 0);
    }
}
