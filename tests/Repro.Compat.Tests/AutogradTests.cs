using System.Runtime.InteropServices;
using TorchSharp;
using static Repro.Compat.Tests.Values;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

public sealed class AutogradTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Backward_adds_to_grad()
    {
        var x = Of(1, 2, 3).requires_grad_();
        x.grad.Should().BeNull();
        x.is_leaf.Should().BeTrue();
        (x * x).sum().backward();
        (x * 3).sum().backward();
        x.grad!.ShouldBe(5, 7, 9);
        x.grad = null;
        x.grad.Should().BeNull();
        var y = x * 2;
        y.retain_grad();
        y.backward([Of(1, 10, 100)]);
        y.grad!.ShouldBe(1, 10, 100);
        x.grad!.ShouldBe(2, 20, 200);
    }

    [Fact]
    public void Grad_of_a_grad()
    {
        var x = Of(2).requires_grad_();
        var first = autograd.grad([x.pow(3).sum()], [x], create_graph: true)[0];
        first.ShouldBe(12);
        autograd.grad([first.sum()], [x])[0].ShouldBe(12);
        var unused = Of(1).requires_grad_();
        autograd.grad([(x * 1).sum()], [unused], allow_unused: true)[0].Should().BeNull();
        FluentActions.Invoking(() => autograd.grad([(x * 1).sum()], [unused])).Should().Throw<ExternalException>()
            .WithMessage("One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.");
    }

    [Fact]
    public void No_grad_and_inference_mode_are_scopes()
    {
        var x = Of(1).requires_grad_();
        using (no_grad())
        {
            is_grad_enabled().Should().BeFalse();
            (x * 2).requires_grad.Should().BeFalse();
            using (enable_grad())
            {
                (x * 2).requires_grad.Should().BeTrue();
            }
        }

        is_grad_enabled().Should().BeTrue();
        using (inference_mode())
        {
            is_inference_mode_enabled().Should().BeTrue();
            (x * 2).requires_grad.Should().BeFalse();
        }

        is_inference_mode_enabled().Should().BeFalse();
        x.detach().requires_grad.Should().BeFalse();
    }

    [Fact]
    public void A_function_with_its_own_backward()
    {
        Tensor x = Of(1, 2, 3).requires_grad_(), w = Of(4, 5, 6).requires_grad_();
        var y = ScaledProduct.apply(x, w, 10.0);
        y.ShouldBe(40, 100, 180);
        y.requires_grad.Should().BeTrue();
        (y * Of(1, 1, 2)).sum().backward();
        x.grad!.ShouldBe(40, 50, 120);
        w.grad!.ShouldBe(10, 20, 60);
        using (no_grad())
        {
            ScaledProduct.apply(x, w, 1.0).requires_grad.Should().BeFalse();
        }
    }

    [Fact]
    public void A_function_agrees_with_libtorch_inside_a_longer_graph()
    {
        manual_seed(5);
        Tensor x = randn(4, 3, requires_grad: true), w = randn(4, 3, requires_grad: true);
        var ours = autograd.grad([(ScaledProduct.apply(x.sin(), w.exp(), 2.0) * x).sum()], [x, w]);
        var theirs = autograd.grad([(x.sin() * w.exp() * 2 * x).sum()], [x, w]);
        ours[0].allclose(theirs[0], 1e-5, 1e-6).Should().BeTrue();
        ours[1].allclose(theirs[1], 1e-5, 1e-6).Should().BeTrue();
    }

    [Fact]
    public void Several_outputs_where_one_is_unused_get_zeros()
    {
        var x = Of(1, 2).requires_grad_();
        var outputs = Halves.apply(x);
        outputs[0].sum().backward();
        x.grad!.ShouldBe(2, 2);
        Halves.Seen.Should().Equal(1, 1, 0, 0);
    }

    [Fact]
    public void A_saved_output_is_freed_with_its_graph()
    {
        var before = Tensor.TotalCount;
        using (NewDisposeScope())
        {
            var x = Of(1, 2).requires_grad_();
            var y = Exponential.apply(x);
            y.sum().backward();
            x.grad!.ShouldBe(Math.E, Math.E * Math.E);
            FluentActions.Invoking(() => y.sum().backward()).Should().Throw<ExternalException>().WithMessage("*Trying to backward through the graph a second time*");
        }

        Tensor.TotalCount.Should().Be(before);
    }

    [Fact]
    public void An_exception_in_backward_comes_out_of_backward_as_itself()
    {
        var x = Of(1).requires_grad_();
        var loss = Failing.apply(x * 2).sum();
        FluentActions.Invoking(() => loss.backward()).Should().Throw<DivideByZeroException>().WithMessage("on purpose");
        (x * 2).sum().backward();
        x.grad!.ShouldBe(2);
    }

    [Fact]
    public void A_wrong_number_of_gradients_is_named()
    {
        var x = Of(1).requires_grad_();
        FluentActions.Invoking(() => TooFew.apply(x, x).sum().backward()).Should().Throw<NotImplementedException>()
            .WithMessage("Function TooFew returned an incorrect number of gradients (expected 2), got 1");
    }

    [Fact]
    public void Saved_tensors_are_not_for_use_after_the_graph()
    {
        using (NewDisposeScope())
        {
            Exponential.apply(Of(1, 2).requires_grad_()).sum().backward();
        }

        FluentActions.Invoking(() => Exponential.Last!.get_saved_variables()).Should().Throw<InvalidOperationException>()
            .WithMessage("The graph that held the saved tensors is gone. Call get_saved_variables() inside backward.");
    }

    private sealed class ScaledProduct : autograd.SingleTensorFunction<ScaledProduct>
    {
        public override string Name => nameof(ScaledProduct);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            var (x, w) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, w]);
            ctx.save_data("scale", vars[2]);
            return x * w * (double)vars[2];
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var saved = ctx.get_saved_variables();
            var scaled = grad_output * (double)ctx.get_data("scale")!;
            return [scaled * saved[1], scaled * saved[0], null!];
        }
    }

    private sealed class Halves : autograd.MultiTensorFunction<Halves>
    {
        public static double[] Seen { get; private set; } = [];

        public override string Name => nameof(Halves);

        public override List<Tensor> forward(autograd.AutogradContext ctx, params object[] vars) => [(Tensor)vars[0] * 2, (Tensor)vars[0] * 3];

        public override List<Tensor> backward(autograd.AutogradContext ctx, List<Tensor> grad_outputs)
        {
            Seen = [.. grad_outputs.SelectMany(g => g.Numbers())];
            return [(grad_outputs[0] * 2) + (grad_outputs[1] * 3)];
        }
    }

    private sealed class Exponential : autograd.SingleTensorFunction<Exponential>
    {
        public static autograd.AutogradContext? Last { get; private set; }

        public override string Name => nameof(Exponential);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            Last = ctx;
            var result = ((Tensor)vars[0]).exp();
            ctx.save_for_backward([result]);
            return result;
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output * ctx.get_saved_variables()[0]];
    }

    private sealed class Failing : autograd.SingleTensorFunction<Failing>
    {
        public override string Name => nameof(Failing);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * 1;

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => throw new DivideByZeroException("on purpose");
    }

    private sealed class TooFew : autograd.SingleTensorFunction<TooFew>
    {
        public override string Name => nameof(TooFew);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => (Tensor)vars[0] * (Tensor)vars[1];

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) => [grad_output];
    }
}
