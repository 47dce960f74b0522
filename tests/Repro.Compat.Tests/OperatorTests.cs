using TorchSharp;
using static Repro.Compat.Tests.Values;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Repro.Compat.Tests;

public sealed class OperatorTests : IDisposable
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Apply, Func<double, double> Expected)> Unary = new()
    {
        ["abs"] = (x => x.abs(), Math.Abs),
        ["neg"] = (x => x.neg(), v => -v),
        ["minus"] = (x => -x, v => -v),
        ["exp"] = (x => x.exp(), Math.Exp),
        ["expm1"] = (x => x.expm1(), v => Math.Exp(v) - 1),
        ["log"] = (x => x.abs().log(), v => Math.Log(Math.Abs(v))),
        ["log1p"] = (x => x.abs().log1p(), v => Math.Log(1 + Math.Abs(v))),
        ["sqrt"] = (x => x.abs().sqrt(), v => Math.Sqrt(Math.Abs(v))),
        ["rsqrt"] = (x => x.abs().rsqrt(), v => 1 / Math.Sqrt(Math.Abs(v))),
        ["square"] = (x => x.square(), v => v * v),
        ["reciprocal"] = (x => x.reciprocal(), v => 1 / v),
        ["sin"] = (x => x.sin(), Math.Sin),
        ["cos"] = (x => x.cos(), Math.Cos),
        ["tanh"] = (x => x.tanh(), Math.Tanh),
        ["floor"] = (x => x.floor(), Math.Floor),
        ["ceil"] = (x => x.ceil(), Math.Ceiling),
        ["trunc"] = (x => x.trunc(), Math.Truncate),
        ["round"] = (x => x.round(1), v => Math.Round(v, 1)),
        ["sign"] = (x => x.sign(), v => Math.Sign(v)),
        ["sigmoid"] = (x => x.sigmoid(), v => 1 / (1 + Math.Exp(-v))),
        ["silu"] = (x => F.silu(x), v => v / (1 + Math.Exp(-v))),
        ["relu"] = (x => F.relu(x), v => Math.Max(v, 0)),
        ["softplus"] = (x => F.softplus(x), v => Math.Log(1 + Math.Exp(v))),
        ["clamp"] = (x => x.clamp(-1, 1), v => Math.Clamp(v, -1, 1)),
        ["clamp_min"] = (x => x.clamp_min(0.5), v => Math.Max(v, 0.5)),
        ["pow"] = (x => x.pow(3), v => v * v * v),
        ["2 * x + 1"] = (x => (2 * x) + 1, v => (2 * v) + 1),
        ["1 - x"] = (x => 1.0 - x, v => 1 - v),
        ["3 / x"] = (x => 3.0 / x, v => 3 / v),
        ["x / 4"] = (x => x / 4, v => v / 4),
        ["x % 2"] = (x => x % 2, v => v - (2 * Math.Floor(v / 2))),
        ["div floor"] = (x => x.div(2, RoundingMode.floor), v => Math.Floor(v / 2)),
    };

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<string> UnaryNames => [.. Unary.Keys];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(UnaryNames))]
    public void Elementwise(string name)
    {
        double[] values = [-2.5, -1, -0.25, 0.125, 1.75, 3];
        var (apply, expected) = Unary[name];
        apply(Of(values)).ShouldBe([.. values.Select(expected)]);
    }

    [Fact]
    public void Two_tensors()
    {
        Tensor a = Of(1, -2, 3), b = Of(4, 5, -6);
        (a + b).ShouldBe(5, 3, -3);
        (a - b).ShouldBe(-3, -7, 9);
        (a * b).ShouldBe(4, -10, -18);
        (a / b).ShouldBe(0.25, -0.4, -0.5);
        a.add(b, 0.5).ShouldBe(3, 0.5, 0);
        a.addcmul(b, b, 0.1).ShouldBe(2.6, 0.5, 6.6);
        a.addcdiv(b, a, 2).ShouldBe(9, -7, -1);
        a.lerp(b, Of(0.5, 0, 1)).ShouldBe(2.5, -2, -6);
        maximum(a, b).ShouldBe(4, 5, 3);
        minimum(a, b).ShouldBe(1, -2, -6);
        where(a.gt(0), a, b).ShouldBe(1, 5, 3);
    }

    [Fact]
    public void In_place_gives_the_tensor_itself()
    {
        var a = Of(1, 2, 3);
        a.add_(1).mul_(2).sub_(Of(1, 1, 1)).div_(3).Should().BeSameAs(a);
        a.ShouldBe(1, 5 / 3.0, 7 / 3.0);
        a.copy_(Of(4, 9, 16)).sqrt_().addcmul_(Of(1, 1, 1), Of(1, 2, 3), 10).ShouldBe(12, 23, 34);
        a.fill_(2).lerp_(Of(4, 4, 4), Of(0.5, 0.5, 0.5)).ShouldBe(3, 3, 3);
        a.addcdiv_(Of(1, 2, 3), Of(2, 2, 2), 2).zero_().ShouldBe(0, 0, 0);
    }

    [Fact]
    public void Comparisons_and_logic()
    {
        Tensor a = Of(1, 2, 3), b = Of(3, 2, 1);
        a.eq(b).ShouldBe(0, 1, 0);
        (a != b).ShouldBe(1, 0, 1);
        (a < b).ShouldBe(1, 0, 0);
        (a <= 2).ShouldBe(1, 1, 0);
        a.gt(b).ShouldBe(0, 0, 1);
        (a >= b).ShouldBe(0, 1, 1);
        a.gt(1).logical_and(b.gt(1)).ShouldBe(0, 1, 0);
        a.gt(2).logical_or(b.gt(2)).logical_not().ShouldBe(0, 1, 0);
        (a.gt(1) & ~b.gt(1)).ShouldBe(0, 0, 1);
        a.gt(1).any().ToBoolean().Should().BeTrue();
        a.gt(1).all().ToBoolean().Should().BeFalse();
        Of(1, double.NaN, double.PositiveInfinity).isnan().ShouldBe(0, 1, 0);
        Of(1, double.NaN, double.PositiveInfinity).isfinite().ShouldBe(1, 0, 0);
        a.allclose(a + 1e-9).Should().BeTrue();
        a.allclose(b).Should().BeFalse();
        a.Equals(a.clone()).Should().BeTrue();
        a.equal(b).ShouldBe(0, 1, 0);
    }

    [Fact]
    public void Reductions()
    {
        var x = Grid(2, 3);
        x.sum().ToDouble().Should().Be(15);
        x.sum(1).ShouldBe(3, 12);
        x.sum([0, 1], keepdim: true).shape.Should().Equal(1, 1);
        x.mean([1], keepdim: true).shape.Should().Equal(2, 1);
        x.mean().ToSingle().Should().Be(2.5f);
        x.prod(0L).ShouldBe(0, 4, 10);
        x.max().item<double>().Should().Be(5);
        var (values, indexes) = x.max(1);
        values.ShouldBe(2, 5);
        indexes.ShouldBe(2, 2);
        x.min(0).values.ShouldBe(0, 1, 2);
        x.argmax().ToInt64().Should().Be(5);
        x.argmin(1).ShouldBe(0, 0);
        x.norm().ToDouble().Should().BeApproximately(Math.Sqrt(55), 1e-12);
        x.norm(1, true, 1).ShouldBe(3, 12);
        x.var(1).ShouldBe(1, 1);
        x.std([1L], unbiased: false).ShouldBe(Math.Sqrt(2 / 3.0), Math.Sqrt(2 / 3.0));
        x.cumsum(1).ShouldBe(0, 1, 3, 3, 7, 12);
        x.logsumexp(1).ShouldBe(2.4076059, 5.4076059);
        x.amax(1).ShouldBe(2, 5);
        count(x.gt(1)).Should().Be(4);
        static long count(Tensor t) => t.count_nonzero().ToInt64();
    }

    [Fact]
    public void Order()
    {
        var x = Of(3, 1, 2, 5, 4);
        var (top, where) = x.topk(2);
        top.ShouldBe(5, 4);
        where.ShouldBe(3, 4);
        var (sorted, order) = x.sort(descending: true, stable: true);
        sorted.ShouldBe(5, 4, 3, 2, 1);
        order.ShouldBe(3, 4, 0, 2, 1);
        x.argsort().ShouldBe(1, 2, 0, 4, 3);
        var (unique, inverse, counts) = tensor(new long[] { 5, 3, 5 }).unique(return_inverse: true, return_counts: true);
        unique.ShouldBe(3, 5);
        inverse!.ShouldBe(1, 0, 1);
        counts!.ShouldBe(1, 2);
        searchsorted(Of(1, 3, 5), Of(2, 3, 6)).ShouldBe(1, 1, 3);
    }

    [Fact]
    public void Products()
    {
        Tensor a = Grid(2, 3), b = Grid(3, 2);
        a.matmul(b).ShouldBe(10, 13, 28, 40);
        mm(a, b).ShouldBe(10, 13, 28, 40);
        bmm(a.unsqueeze(0), b.unsqueeze(0)).ShouldBe(10, 13, 28, 40);
        baddbmm(ones(1, 2, 2, dtype: float64), a.unsqueeze(0), b.unsqueeze(0), 2, 10).ShouldBe(102, 132, 282, 402);
        addmm(ones(2, 2, dtype: float64), a, b, 1, 1).ShouldBe(11, 14, 29, 41);
        F.linear(a, Grid(2, 3), Of(1, 2)).ShouldBe(6, 16, 15, 52);
        einsum("ij,kj->ik", a, Grid(2, 3)).ShouldBe(5, 14, 14, 50);
        Of(1, 2).outer(Of(3, 4)).ShouldBe(3, 4, 6, 8);
        Of(1, 2).dot(Of(3, 4)).ToDouble().Should().Be(11);
        a.mv(Of(1, 0, 2)).ShouldBe(4, 13);
    }

    [Fact]
    public void Probabilities()
    {
        var x = Of(1, 2, 3).unsqueeze(0);
        var p = new[] { 0.09003057, 0.24472847, 0.66524096 };
        softmax(x, -1).ShouldBe(p);
        x.log_softmax(-1).ShouldBe([.. p.Select(v => Math.Log(v))]);
        var logits = cat([x, x], 0);
        var target = tensor(new long[] { 2, -100 });
        F.cross_entropy(logits, target).ToDouble().Should().BeApproximately(-Math.Log(p[2]), 1e-7);
        F.cross_entropy(logits, target, reduction: nn.Reduction.None).ShouldBe(-Math.Log(p[2]), 0);
        F.cross_entropy(logits, tensor(new long[] { 2, 0 }), ignore_index: 0, reduction: nn.Reduction.Sum).ToDouble().Should().BeApproximately(-Math.Log(p[2]), 1e-7);
        F.nll_loss(x.log_softmax(-1), tensor(new long[] { 1 })).ToDouble().Should().BeApproximately(-Math.Log(p[1]), 1e-7);
        manual_seed(3);
        var draws = Of(0, 1, 3).multinomial(4000, replacement: true);
        draws.to(float64).mean().ToDouble().Should().BeApproximately(1.75, 0.03);
        F.dropout(ones(1000), 0.5, training: false).sum().ToSingle().Should().Be(1000);
        F.dropout(ones(10000), 0.5).eq(0).sum().ToInt64().Should().BeInRange(4700, 5300);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Attention_is_softmax_of_scaled_products(bool causal)
    {
        manual_seed(1);
        Tensor q = randn(2, 3, 4, 8), k = randn(2, 3, 4, 8), v = randn(2, 3, 4, 8);
        var scores = q.matmul(k.transpose(-1, -2)) / Math.Sqrt(8);
        if (causal)
        {
            scores = scores.masked_fill(ones(4, 4).triu(1).to(@bool), double.NegativeInfinity);
        }

        var expected = softmax(scores, -1).matmul(v);
        F.scaled_dot_product_attention(q, k, v, is_casual: causal).allclose(expected, 1e-5, 1e-6).Should().BeTrue();
    }

    [Fact]
    public void Attention_refuses_a_mask_with_causal()
    {
        var x = zeros(1, 1, 2, 2);
        FluentActions.Invoking(() => F.scaled_dot_product_attention(x, x, x, attn_mask: zeros(2, 2), is_casual: true))
            .Should().Throw<ArgumentException>().WithMessage("Casual attention masking cannot pass a mask.");
    }
}
