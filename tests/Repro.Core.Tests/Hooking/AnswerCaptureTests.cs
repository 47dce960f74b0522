using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Hooking;

using Generator = Repro.Core.Generation.Generator;

public sealed class AnswerCaptureTests : IDisposable
{
    private const string Residual = "blocks.1.hook_resid_post";
    private const string Scalar = "blocks.0.mlp.down.hook_lora_scalar";
    private static readonly SamplingOptions Options = new() { StopToken = 7, MaxNewTokens = 14, BatchSize = 6 };
    private readonly Qwen2 model = Tiny.Model();
    private readonly List<GenerationRequest> requests = [.. Enumerable.Range(0, 40).Select(i => new GenerationRequest(i % 2 == 0 ? [3, 1, 4, 1, 5] : [9, 2, 6 + (i % 3)], StreamKey.Of(4, "capture").Child(i)))];

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData(Residual)]
    [InlineData(Scalar)]
    [InlineData("blocks.2.attn.hook_q")]
    public void What_is_kept_is_what_a_pass_over_the_whole_answer_shows(string name)
    {
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        using var attached = adapter.Attach(model);
        using var hooks = new Hooks(Tiny.Config);
        using var capture = new AnswerCapture(hooks, requests.Count, [name]);
        var answers = Generator.Generate(model, requests, Options, hooks);
        for (var i = 0; i < requests.Count; i++)
        {
            using var scope = NewDisposeScope();
            using var quiet = no_grad();
            capture.Tokens(i, name).Should().Be(answers[i].Length - 1);
            if (answers[i].Length == 1) continue;
            long[] ids = [.. requests[i].Prompt.Concat(answers[i][..^1]).Select(t => (long)t)];
            using var whole = new Hooks(Tiny.Config);
            float[] expected = [];
            whole.Add(name, (x, _) =>
            {
                expected = Tiny.Floats(x.narrow(1, requests[i].Prompt.Length, answers[i].Length - 1));
                return x;
            });
            model.Hidden(tensor(ids, [1, ids.Length]), hooks: whole);
            var kept = Tiny.Floats(capture.Read(i, name));
            kept.Should().HaveCount(expected.Length);
            kept.Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(2e-5f);
        }
    }

    [Fact]
    public void Means_are_the_means_of_the_tokens()
    {
        using var scope = NewDisposeScope();
        using var hooks = new Hooks(Tiny.Config);
        using var tokens = new AnswerCapture(hooks, requests.Count, [Residual]);
        using var means = new AnswerCapture(hooks, requests.Count, [Residual], means: true);
        var answers = Generator.Generate(model, requests, Options, hooks);
        for (var i = 0; i < requests.Count; i++)
        {
            if (answers[i].Length == 1)
            {
                FluentActions.Invoking(() => means.Read(i, Residual)).Should().Throw<InvalidOperationException>().WithMessage(
                    $"A mean needs at least one token that the model read, but answer {i} has none at {Residual}. Leave out answers of one token.");
                continue;
            }

            var expected = Tiny.Floats(tokens.Read(i, Residual).mean([0]));
            Tiny.Floats(means.Read(i, Residual)).Zip(expected, (a, b) => Math.Abs(a - b)).Max().Should().BeLessThan(1e-5f);
        }
    }

    [Fact]
    public void Capturing_changes_no_answer_and_sees_the_edits_added_before_it()
    {
        using var hooks = new Hooks(Tiny.Config);
        hooks.Add("blocks.2.hook_resid_post", (x, _) => x * 0);
        using (var capture = new AnswerCapture(hooks, requests.Count, ["blocks.2.hook_resid_post"]))
        {
            var answers = Generator.Generate(model, requests, Options, hooks);
            Tiny.Floats(capture.Read(0, "blocks.2.hook_resid_post")).Should().OnlyContain(v => v == 0);
            using var zeroed = new Hooks(Tiny.Config);
            zeroed.Add("blocks.2.hook_resid_post", (x, _) => x * 0);
            Generator.Generate(model, requests, Options, zeroed).Should().BeEquivalentTo(answers, o => o.WithStrictOrdering());
        }
    }

    [Fact]
    public void Disposed_it_keeps_no_more()
    {
        using var hooks = new Hooks(Tiny.Config);
        var capture = new AnswerCapture(hooks, requests.Count, [Residual]);
        capture.Dispose();
        Generator.Generate(model, requests, Options, hooks);
        capture.Tokens(0, Residual).Should().Be(0);
    }

    [Fact]
    public void Unknown_names_and_requests_are_refused()
    {
        using var hooks = new Hooks(Tiny.Config);
        using var capture = new AnswerCapture(hooks, 2, [Residual]);
        FluentActions.Invoking(() => capture.Read(0, Scalar)).Should().Throw<ArgumentException>().WithMessage($"'{Scalar}' was not captured. Captured: {Residual}.");
        FluentActions.Invoking(() => capture.Tokens(2, Residual)).Should().Throw<ArgumentException>().WithMessage("There are requests 0 to 1, got 2.");
        FluentActions.Invoking(() => Interventions.ByArm([0, 3], [null])).Should().Throw<ArgumentException>().WithMessage("An arm must be 0 to 0, got 3 for sequence 1. Give an edit for every arm.");
    }
}
