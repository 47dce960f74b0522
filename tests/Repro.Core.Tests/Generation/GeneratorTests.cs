using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Core.Random;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Generation;

using Generator = Repro.Core.Generation.Generator;

public sealed class GeneratorTests : IDisposable
{
    private const int Stop = 7;
    private readonly Qwen2 model = Tiny.Model();
    private readonly IReadOnlyList<GenerationRequest> requests = Requests(32);

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_batch_changes_no_answer(double temperature)
    {
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 20, Temperature = temperature };
        var alone = Generator.Generate(model, requests, options with { BatchSize = 1 });
        var seven = Generator.Generate(model, requests, options with { BatchSize = 7 });
        var all = Generator.Generate(model, requests, options with { BatchSize = 32 });
        seven.Should().BeEquivalentTo(alone, o => o.WithStrictOrdering());
        all.Should().BeEquivalentTo(alone, o => o.WithStrictOrdering());
        alone.Select(a => a.Length).Distinct().Should().HaveCountGreaterThan(1, "rows must leave at different times for this test to mean something");
    }

    [Fact]
    public void Greedy_answers_are_those_without_a_cache()
    {
        var answers = Generator.Generate(model, requests, new SamplingOptions { StopToken = Stop, MaxNewTokens = 12, Temperature = 0 });
        using var quiet = no_grad();
        for (var i = 0; i < 8; i++)
        {
            using var scope = NewDisposeScope();
            var tokens = requests[i].Prompt.Select(t => (long)t).ToList();
            foreach (var token in answers[i])
            {
                var logits = model.Forward(tensor(tokens.ToArray(), [1, tokens.Count]), lastOnly: true);
                logits.argmax(-1).item<long>().Should().Be(token);
                tokens.Add(token);
            }
        }
    }

    [Fact]
    public void Libtorchs_operators_give_the_answers_of_the_fused_ones()
    {
        using var wide = Tiny.Model(dtype: ScalarType.Float64);
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 20, BatchSize = 9 };
        Generator.Generate(wide, requests, options).Should().BeEquivalentTo(Generator.Generate(model, requests, options), o => o.WithStrictOrdering());
    }

    [Fact]
    public void Answers_end_with_the_stop_token_or_at_the_longest_length()
    {
        var answers = Generator.Generate(model, requests, new SamplingOptions { StopToken = Stop, MaxNewTokens = 20 });
        answers.Should().OnlyContain(a => a.Length == 20 || (a.Last() == Stop && a.Length < 20));
        answers.Should().OnlyContain(a => !a.Take(a.Length - 1).Contains(Stop));
        answers.Should().Contain(a => a.Last() == Stop);
    }

    [Fact]
    public void Without_a_stop_token_all_answers_are_as_long_as_they_may_be() =>
        Generator.Generate(model, requests, new SamplingOptions { StopToken = SamplingOptions.NoStop, MaxNewTokens = 15 }).Should().OnlyContain(a => a.Length == 15);

    [Fact]
    public void Streams_decide_the_answers()
    {
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 8 };
        GenerationRequest[] three = [new([1, 2, 3], StreamKey.Of(1, "a")), new([1, 2, 3], StreamKey.Of(1, "a")), new([1, 2, 3], StreamKey.Of(1, "b"))];
        var answers = Generator.Generate(model, three, options);
        answers[0].Should().Equal(answers[1]);
        answers[0].Should().NotEqual(answers[2]);
    }

    [Fact]
    public void Draws_have_the_probabilities_of_the_model()
    {
        using var scope = NewDisposeScope();
        var many = Enumerable.Range(0, 4000).Select(i => new GenerationRequest([5, 9], StreamKey.Of(1, "draws").Child(i))).ToList();
        var drawn = Generator.Generate(model, many, new SamplingOptions { StopToken = Stop, MaxNewTokens = 1, Temperature = 2, BatchSize = 1000 });
        var expected = Tiny.Floats((model.Forward(tensor(new long[] { 5, 9 }, [1, 2]), lastOnly: true) / 2).softmax(-1));
        var chiSquare = expected.Select((p, i) => Math.Pow(drawn.Count(d => d[0] == i) - (4000 * p), 2) / (4000 * p)).Sum();
        chiSquare.Should().BeLessThan(112); // 60 degrees of freedom: above this once in 20,000 correct programs
    }

    [Fact]
    public void A_small_top_p_draws_only_the_likeliest()
    {
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 10 };
        Generator.Generate(model, requests, options with { TopP = 1e-6 })
            .Should().BeEquivalentTo(Generator.Generate(model, requests, options with { Temperature = 0 }), o => o.WithStrictOrdering());
    }

    [Fact]
    public void Top_p_keeps_the_smallest_set_that_reaches_it()
    {
        using var scope = NewDisposeScope();
        var p = Tiny.Floats(model.Forward(tensor(new long[] { 5, 9 }, [1, 2]), lastOnly: true).softmax(-1));
        var order = Enumerable.Range(0, p.Length).OrderByDescending(i => p[i]).ToList();
        var enough = p[order[0]] + p[order[1]] + (p[order[2]] / 2);
        var many = Enumerable.Range(0, 500).Select(i => new GenerationRequest([5, 9], StreamKey.Of(2, "nucleus").Child(i))).ToList();
        var drawn = Generator.Generate(model, many, new SamplingOptions { StopToken = Stop, MaxNewTokens = 1, TopP = enough });
        drawn.Select(d => d[0]).Distinct().Should().BeEquivalentTo(order.Take(3));
    }

    [Fact]
    public void Top_k_keeps_the_k_likeliest_and_comes_before_top_p()
    {
        using var scope = NewDisposeScope();
        var p = Tiny.Floats(model.Forward(tensor(new long[] { 5, 9 }, [1, 2]), lastOnly: true).softmax(-1));
        var order = Enumerable.Range(0, p.Length).OrderByDescending(i => p[i]).ToList();
        var many = Enumerable.Range(0, 500).Select(i => new GenerationRequest([5, 9], StreamKey.Of(2, "top-k").Child(i))).ToList();
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 1, TopK = 4, Temperature = 2 };
        Generator.Generate(model, many, options).Select(d => d[0]).Distinct().Should().BeEquivalentTo(order.Take(4));
        var half = Math.Sqrt(p[order[0]]) / order.Take(4).Sum(i => Math.Sqrt(p[i])); // of what top-k leaves
        Generator.Generate(model, many, options with { TopP = half + 1e-3 }).Select(d => d[0]).Distinct().Should().BeEquivalentTo(order.Take(2));
    }

    [Fact]
    public void A_repetition_penalty_keeps_greedy_answers_from_repeating()
    {
        var options = new SamplingOptions { StopToken = SamplingOptions.NoStop, MaxNewTokens = 20, Temperature = 0, RepetitionPenalty = 1e6 };
        var answers = Generator.Generate(model, requests, options);
        answers.Zip(requests).Should().OnlyContain(pair => pair.First.Distinct().Count() == 20 && !pair.First.Intersect(pair.Second.Prompt).Any());
        var logits = new[] { 2f, -2f, 1f };
        Sampler.Penalise(logits, [0, 1, 0], 2);
        logits.Should().Equal(1f, -4f, 1f);
    }

    [Fact]
    public void Any_of_the_stop_tokens_ends_an_answer()
    {
        var both = Generator.Generate(model, requests, new SamplingOptions { StopToken = Stop, OtherStops = [3, 11], MaxNewTokens = 20 });
        both.Should().OnlyContain(a => a.Length == 20 || a.Last() == Stop || a.Last() == 3 || a.Last() == 11);
        both.Should().Contain(a => a.Last() == 3).And.OnlyContain(a => !a.Take(a.Length - 1).Any(t => t == 3 || t == 11 || t == Stop));
    }

    [Fact]
    public void Hooks_know_which_request_each_row_is()
    {
        using var hooks = new Hooks(Tiny.Config);
        var seen = new List<int[]>();
        hooks.Add("hook_embed", (x, context) =>
        {
            seen.Add([.. context.Rows]);
            x.shape[0].Should().Be(context.Rows.Count);
            return x;
        });
        var answers = Generator.Generate(model, requests, new SamplingOptions { StopToken = Stop, MaxNewTokens = 20, Lanes = 1 }, hooks);
        for (var step = 0; step < seen.Count; step++)
            seen[step].Should().BeEquivalentTo(Enumerable.Range(0, 32).Where(i => answers[i].Length > step));
    }

    [Theory]
    [InlineData(2, 800, 2)]
    [InlineData(2, 16, 2)]
    [InlineData(2, 15, 1)]
    [InlineData(4, 24, 3)]
    [InlineData(1, 64, 1)]
    [InlineData(2, 1, 1)]
    public void Lanes_for_so_many_answers(int lanes, int answers, int expected) => new SamplingOptions { StopToken = Stop, Lanes = lanes }.LanesFor(answers).Should().Be(expected);

    [Fact]
    public void A_finished_answers_slot_is_given_to_the_next_request()
    {
        using var hooks = new Hooks(Tiny.Config);
        var passes = new List<(int Past, int Rows)>();
        hooks.Add("hook_embed", (x, context) =>
        {
            passes.Add((context.Past, context.Rows.Count));
            return x;
        });
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 20, Lanes = 1, BatchSize = 6 };
        var answers = Generator.Generate(model, requests, options, hooks);
        answers.Should().BeEquivalentTo(Generator.Generate(model, requests, options with { BatchSize = 32 }), o => o.WithStrictOrdering());
        var steps = passes.Where(p => p.Past > 0).Select(p => p.Rows).ToList();
        steps.Sum().Should().Be(answers.Sum(a => a.Length - 1), "every token but the last of an answer is read once");
        steps.Max().Should().Be(6);
        steps.Average().Should().BeGreaterThan(5, "slots must not stay empty while requests wait");
        passes.Where(p => p.Past == 0).Sum(p => p.Rows).Should().Be(32);
    }

    [Fact]
    public void Samples_of_a_prompt_read_it_once_and_answer_as_alone()
    {
        var samples = Enumerable.Range(0, 24).Select(i => new GenerationRequest(i % 2 == 0 ? [3, 1, 4, 1, 5] : [9, 2, 6], StreamKey.Of(3, "samples").Child(i), Arm: i == 23 ? 1 : 0)).ToList();
        using var hooks = new Hooks(Tiny.Config);
        var prompts = new List<int[]>();
        hooks.Add("hook_embed", (x, context) =>
        {
            if (context.Past == 0) prompts.Add([.. context.Rows]);
            return x;
        });
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 20, Lanes = 1 };
        var together = Generator.Generate(model, samples, options, hooks);
        prompts.Should().ContainSingle().Which.Should().Equal([1, 23, 0], "two prompts, one of them under two arms");
        for (var i = 0; i < samples.Count; i++) Generator.Generate(model, [samples[i]], options)[0].Should().Equal(together[i]);
    }

    [Fact]
    public void Batches_side_by_side_and_one_after_another_give_the_same_answers()
    {
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 20, BatchSize = 5 };
        using var hooks = new Hooks(Tiny.Config);
        var seen = 0;
        hooks.Capture("ln_final.hook_normalized", x => seen += (int)x.shape[0]);
        var ordered = Generator.Generate(model, requests, options, hooks);
        Generator.Generate(model, requests, options).Should().BeEquivalentTo(ordered, o => o.WithStrictOrdering());
        seen.Should().BeGreaterThan(requests.Count);
    }

    [Fact]
    public void Steered_ablated_and_plain_rows_in_one_batch_answer_as_in_batches_of_their_own()
    {
        using var direction = Tiny.Gaussian(StreamKey.Of(1, "arms"), 48).mul(3).DetachFromDisposeScope();
        Func<Tensor, Tensor>?[] edits = [null, Interventions.Steer(direction, 1), Interventions.Ablate(direction)];
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 12, BatchSize = 10 };
        var mixed = requests.Select((r, i) => r with { Arm = i % 3 }).ToList();
        using var byArm = new Hooks(Tiny.Config);
        byArm.Add("blocks.1.hook_resid_post", Interventions.ByArm([.. mixed.Select(r => r.Arm)], edits));
        var together = Generator.Generate(model, mixed, options, byArm);
        for (var arm = 0; arm < 3; arm++)
        {
            using var one = new Hooks(Tiny.Config);
            if (edits[arm] is { } edit) one.Add("blocks.1.hook_resid_post", (x, _) => edit(x));
            var alone = Generator.Generate(model, requests, options, one);
            for (var i = arm; i < 32; i += 3) together[i].Should().Equal(alone[i]);
        }
    }

    [Fact]
    public void Steering_changes_answers()
    {
        using var hooks = new Hooks(Tiny.Config);
        using var direction = Tiny.Gaussian(StreamKey.Of(1, "steer"), 48).mul(3).DetachFromDisposeScope();
        var steer = Interventions.Steer(direction, 1);
        hooks.Add("blocks.1.hook_resid_post", (x, _) => steer(x));
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 8 };
        Generator.Generate(model, requests, options, hooks).Should().NotBeEquivalentTo(Generator.Generate(model, requests, options), o => o.WithStrictOrdering());
    }

    [Fact]
    public void Progress_counts_finished_answers_and_cancelling_stops()
    {
        var counts = new List<int>();
        Generator.Generate(model, requests, new SamplingOptions { StopToken = Stop, MaxNewTokens = 5 }, progress: new Direct(counts.Add));
        counts.Should().BeInAscendingOrder().And.EndWith(32);
        using var source = new CancellationTokenSource();
        source.Cancel();
        FluentActions.Invoking(() => Generator.Generate(model, requests, new SamplingOptions { StopToken = Stop }, ct: source.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        var before = Tensor.TotalCount;
        Generator.Generate(model, requests, new SamplingOptions { StopToken = Stop, MaxNewTokens = 5 });
        Tensor.TotalCount.Should().BeLessThanOrEqualTo(before);
    }

    [Fact]
    public void Wrong_prompts_are_refused()
    {
        var options = new SamplingOptions { StopToken = Stop, MaxNewTokens = 20 };
        Refused([], "A prompt must have at least one token, got none in request 0. Begin with a start or user token.");
        Refused([1, 61], "Prompt tokens must be in the vocabulary (0 to 60), got 61 in request 0. Use the model's own tokenizer.");
        Refused(new int[240], "A prompt and its answer may have at most 256 tokens, got 240 + 20 in request 0. Shorten them.");
        void Refused(int[] prompt, string message) =>
            FluentActions.Invoking(() => Generator.Generate(model, [new GenerationRequest(prompt, default)], options)).Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void All_mistakes_of_the_options_are_listed_at_once() =>
        FluentActions.Invoking(() => Generator.Generate(model, requests, new SamplingOptions { Temperature = -1, TopP = 0, MaxNewTokens = 0, StopToken = 61, OtherStops = [61], TopK = -1, RepetitionPenalty = 0, PadToken = -1, BatchSize = 0, Lanes = 0 }))
            .Should().Throw<ArgumentException>().WithMessage(
                "The sampling options are wrong: the temperature must be at least 0, got -1; top-p must be above 0 and at most 1, got 0; there must be at least 1 new token, got 0; " +
                "the stop token must be a token of the vocabulary (0 to 60) or -1 for none, got 61; the other stop tokens must be tokens of the vocabulary (0 to 60), got 61; top-k must be at least 0 (0: all), got -1; " +
                "the repetition penalty must be above 0, got 0; the padding token must be a token of the vocabulary (0 to 60), got -1; the batch must have at least 1 row, got 0; there must be at least 1 lane, got 0. Correct these values.");

    private static List<GenerationRequest> Requests(int count)
    {
        var draws = new CounterRandom(StreamKey.Of(11, "prompts"));
        return [.. Enumerable.Range(0, count).Select(i => new GenerationRequest([.. Enumerable.Range(0, 2 + draws.Next(9)).Select(_ => draws.Next(61))], StreamKey.Of(12, "answers").Child(i)))];
    }

    private sealed class Direct(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
