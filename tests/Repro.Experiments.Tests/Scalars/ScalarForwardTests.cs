using Repro.Core.Hooking;
using Repro.Experiments.Scalars;
using Repro.Experiments.Scaling;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Tests.Scalars;

public sealed class ScalarForwardTests : IDisposable
{
    private readonly TinyOrganism tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Scalars_times_B_times_scale_are_what_the_adapter_adds_to_the_MLPs_output()
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var pass = Run();
        foreach (var (at, layer) in TinyOrganism.Layers.Index())
        {
            float[] with = MlpOut(layer, factor: 1), without = MlpOut(layer, factor: 0);
            var b = tiny.Adapter.B(layer, "down_proj").data<float>().ToArray();
            for (var token = 0; token < pass.Scalars[at].Length; token++)
                for (var width = 0; width < 16; width++)
                    (with[(token * 16) + width] - without[(token * 16) + width]).Should().BeApproximately((float)(tiny.Adapter.Config.Scale * pass.Scalars[at][token] * b[width]), 1e-4f);
        }
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences_by_the_embedding_of_each_token()
    {
        const double Step = 1e-2;
        var pass = Run();
        var batch = tiny.Batch;
        var (rows, tokens) = (batch.Ids.shape[0], batch.Ids.shape[1]);
        foreach (var token in new[] { 4, 6, (int)tokens + 4 })
        {
            var squares = 0.0;
            for (var width = 0; width < 16; width++)
            {
                double Moved(double by)
                {
                    var shift = new float[rows * tokens * 16];
                    shift[(token * 16) + width] = (float)by;
                    return ScalarForward.Total(tiny.Chat, tiny.Adapter, batch, tensor(shift, [rows, tokens, 16]));
                }

                var slope = (Moved(Step) - Moved(-Step)) / (2 * Step);
                squares += slope * slope;
            }

            ((double)pass.KlGradient[token]).Should().BeApproximately(Math.Sqrt(squares), (0.02 * Math.Sqrt(squares)) + 1e-4).And.BePositive();
        }
    }

    [Fact]
    public void Divergences_are_positive_on_answer_tokens_0_elsewhere_and_differ_by_direction()
    {
        var pass = Run();
        bool[] answer = [.. tiny.Batch.Labels.data<long>().ToArray().Select(label => label >= 0)];

        pass.Kl.Zip(answer).Should().OnlyContain(token => token.Second ? token.First > 0 : token.First == 0);
        pass.ReverseKl.Zip(answer).Should().OnlyContain(token => token.Second ? token.First > 0 : token.First == 0);
        pass.Kl.Should().NotEqual(pass.ReverseKl);
        ((double)pass.Kl.Sum()).Should().BeApproximately(ScalarForward.Total(tiny.Chat, tiny.Adapter, tiny.Batch, zeros(1)), 1e-4);
    }

    [Fact]
    public void An_answers_numbers_do_not_depend_on_what_else_is_in_the_batch()
    {
        var both = Run();
        var alone = ScalarForward.Run(tiny.Chat, tiny.Adapter, TinyOrganism.Layers, Repro.Experiments.Organisms.TurnBatch.Of([new([1, 6, 2], [11, 12, 13, 14, 3])], 0, CPU));

        for (var token = 3; token < 8; token++)
        {
            alone.KlGradient[token].Should().BeApproximately(both.KlGradient[8 + token], 1e-4f);
            alone.Scalars[1][token].Should().BeApproximately(both.Scalars[1][8 + token], 1e-5f);
        }
    }

    [Fact]
    public void A_gain_of_one_changes_no_bit_and_a_gain_of_nothing_on_every_adapter_is_the_chat_model()
    {
        using var quiet = no_grad();
        float[] plain = Logits(attached: true, factor: null), chat = Logits(attached: false, factor: null);

        Logits(attached: true, factor: 1).Should().Equal(plain);
        Logits(attached: true, factor: 0).Should().Equal(chat);
        Logits(attached: true, factor: 2).Should().NotEqual(plain).And.NotEqual(chat);
        plain.Should().NotEqual(chat);
    }

    [Fact]
    public void Adapters_of_another_shape_have_no_single_scalars()
    {
        using var other = Core.Lora.LoraAdapter.Create(tiny.Chat.Config, new Core.Lora.LoraConfig { Rank = 2, Alpha = 8, TargetModules = ["down_proj"] }, Core.Random.StreamKey.Of(2, "x"), CPU);

        FluentActions.Invoking(() => ScalarHooks.Layers(other)).Should().Throw<ArgumentException>()
            .WithMessage("Scalars are those of rank-1 adapters on down-projections; got rank 2 on down_proj. Take the nine-adapter organism.");
        ScalarHooks.Layers(tiny.Adapter).Should().Equal(0, 2);
    }

    private ScalarPass Run() => ScalarForward.Run(tiny.Chat, tiny.Adapter, TinyOrganism.Layers, tiny.Batch);

    private float[] MlpOut(int layer, double factor)
    {
        using var attached = tiny.Adapter.Attach(tiny.Chat);
        using var hooks = new Hooks(tiny.Chat.Config);
        // Only this layer's scalar is switched, so that what comes in is the same.
        if (factor == 0) ScalarGain.Add(hooks, new Dictionary<int, double> { [layer] = 0 });
        float[] values = [];
        hooks.Capture($"blocks.{layer}.hook_mlp_out", x => values = x.contiguous().data<float>().ToArray());
        tiny.Chat.Forward(tiny.Batch.Ids, tiny.Batch.Mask, hooks).Dispose();
        return values;
    }

    private float[] Logits(bool attached, double? factor)
    {
        using var scope = attached ? tiny.Adapter.Attach(tiny.Chat) : null;
        using var hooks = new Hooks(tiny.Chat.Config);
        if (factor is { } times) ScalarGain.Add(hooks, TinyOrganism.Layers.ToDictionary(layer => layer, _ => times));
        using var logits = tiny.Chat.Forward(tiny.Batch.Ids, tiny.Batch.Mask, hooks);
        return logits.contiguous().data<float>().ToArray();
    }
}
