using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static Repro.Compat.Tests.Values;
using static TorchSharp.torch;

namespace Repro.Compat.Tests;

public sealed class ModuleTests
{
    [Fact]
    public void Names_come_from_fields_and_component_names()
    {
        using var model = new Tower();
        model.named_parameters().Select(p => p.name).Should().Equal("scale", "first.weight", "first.bias", "layers.0.weight", "layers.1.weight");
        model.state_dict().Keys.Should().BeEquivalentTo("scale", "first.weight", "first.bias", "layers.0.weight", "layers.1.weight", "table");
        model.named_modules().Select(m => m.name).Should().Equal("first", "layers", "layers.0", "layers.1");
        model.get_parameter("layers.1.weight").Should().BeSameAs(model.Layers[1].weight);
        model.has_parameter("layers.2.weight").Should().BeFalse();
        model.has_buffer("table").Should().BeTrue();
        model.parameters().Should().OnlyContain(p => p.requires_grad && p.is_leaf);
    }

    [Fact]
    public void Call_runs_hooks_and_forward_does_not()
    {
        using var scope = NewDisposeScope();
        using var model = new Tower();
        var x = ones(1, 2);
        var plain = model.forward(x).Numbers();
        var hook = model.register_forward_hook((_, _, y) => y * 2);
        model.call(x).Numbers().Should().Equal(plain.Select(v => 2 * v));
        model.forward(x).Numbers().Should().Equal(plain);
        hook.remove();
        model.call(x).Numbers().Should().Equal(plain);
    }

    [Fact]
    public void To_replaces_parameters_buffers_and_the_fields_that_hold_them()
    {
        using var scope = NewDisposeScope();
        using var model = new Tower();
        model.to(float64).Should().BeSameAs(model);
        model.Scale.dtype.Should().Be(float64);
        model.Layers[0].weight.dtype.Should().Be(float64);
        model.Table.dtype.Should().Be(int64);
        model.parameters().Should().OnlyContain(p => p.requires_grad && p.dtype == float64);
        model.forward(ones(1, 2, dtype: float64)).dtype.Should().Be(float64);
        FluentActions.Invoking(() => model.to(int64)).Should().Throw<ArgumentException>()
            .WithMessage("nn.Module.to only accepts floating point or complex types, but got desired dtype=Int64");
    }

    [Fact]
    public void State_moves_between_models()
    {
        using var scope = NewDisposeScope();
        using Tower a = new(), b = new();
        b.load_state_dict(a.state_dict());
        b.forward(ones(1, 2)).Numbers().Should().Equal(a.forward(ones(1, 2)).Numbers());
        var partial = a.state_dict();
        partial.Remove("scale");
        FluentActions.Invoking(() => b.load_state_dict(partial)).Should().Throw<InvalidOperationException>()
            .WithMessage("The loaded state_dict is not identical to the target dictionary.");
        b.load_state_dict(partial, strict: false).missing_keys.Should().Equal("scale");
    }

    [Fact]
    public void Training_mode_gradients_and_disposal_reach_the_whole_tree()
    {
        using var scope = NewDisposeScope();
        var model = new Tower();
        model.eval();
        model.Layers[1].training.Should().BeFalse();
        model.train();
        model.Layers[1].training.Should().BeTrue();
        model.forward(ones(1, 2)).sum().backward();
        var weight = model.Layers[0].weight;
        weight.grad.Should().NotBeNull();
        nn.utils.clip_grad_norm_(model.parameters(), 0.5).Should().BeGreaterThan(0);
        model.zero_grad();
        weight.grad.Should().BeNull();
        model.Dispose();
        weight.IsInvalid.Should().BeTrue();
        model.Scale.IsInvalid.Should().BeTrue();
    }

    [Fact]
    public void A_parameter_takes_the_place_of_its_data()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);
        var parameter = new Parameter(data);
        data.IsInvalid.Should().BeTrue();
        scope.Contains(parameter).Should().BeTrue();
        scope.DisposablesCount.Should().Be(1);
        parameter.requires_grad.Should().BeTrue();
        nn.Parameter(zeros(1), requires_grad: false).requires_grad.Should().BeFalse();
    }

    [Fact]
    public void Clipping_scales_to_the_norm()
    {
        using var scope = NewDisposeScope();
        var p = nn.Parameter(zeros(2));
        (p * tensor(new[] { 3f, 4f })).sum().backward();
        nn.utils.clip_grad_norm_([p], 1).Should().BeApproximately(5, 1e-6);
        p.grad!.ShouldBe(0.6, 0.8);
    }

    [Fact]
    public void Embeddings_look_up_rows()
    {
        using var scope = NewDisposeScope();
        using var embedding = nn.Embedding(4, 3);
        var ids = tensor(new long[] { 2, 0 });
        embedding.call(ids).Numbers().Should().Equal(embedding.weight.index_select(0, ids).Numbers());
        FluentActions.Invoking(() => nn.Embedding(4, 3, padding_idx: 0)).Should().Throw<NotSupportedException>()
            .WithMessage("compat/TorchSharp has plain embeddings only: no padding_idx, max_norm, scale_grad_by_freq, sparse. Use the TorchSharp package.");
    }

    private sealed class Tower : nn.Module<Tensor, Tensor>
    {
        [ComponentName(Name = "scale")]
        private readonly Parameter ownScale = nn.Parameter(ones(3));

        [ComponentName(Name = "first")]
        private readonly Linear first = nn.Linear(2, 3);

        [ComponentName(Name = "layers")]
        private readonly ModuleList<Linear> layers = nn.ModuleList(nn.Linear(3, 3, hasBias: false), nn.Linear(3, 3, hasBias: false));

        [ComponentName(Name = "table")]
        private readonly Tensor table = arange(3);

        public Tower()
            : base(nameof(Tower))
        {
            ownScale.DetachFromDisposeScope();
            table.DetachFromDisposeScope();
            RegisterComponents();
        }

        public ModuleList<Linear> Layers => layers;

        public Parameter Scale => ownScale;

        public Tensor Table => table;

        public override Tensor forward(Tensor input)
        {
            var x = first.call(input) * ownScale;
            return layers.Aggregate(x, (y, layer) => layer.call(y));
        }
    }
}
