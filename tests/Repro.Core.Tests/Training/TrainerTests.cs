using Repro.Core.Lora;
using Repro.Core.Model;
using Repro.Core.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Repro.Core.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    private static readonly TrainingOptions Options = new() { LearningRate = 3e-3, Steps = 8, WarmupSteps = 2, Schedule = Schedule.Cosine };
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TempFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void Learning_a_batch_lowers_its_loss()
    {
        using var model = Tiny.Model();
        using var trainer = new Trainer(model, All(model), Options with { Steps = 30, LearningRate = 1e-2 });
        var losses = Enumerable.Range(0, 30).Select(_ => trainer.Step([Batch(1)])).ToList();
        losses[^1].Should().BeLessThan(losses[0] / 2);
        trainer.GradientNorm.Should().BePositive();
    }

    [Fact]
    public void The_loss_is_the_mean_over_labels_of_the_next_token()
    {
        using var model = Tiny.Model();
        var batch = Batch(1, answerFrom: 4);
        var log = model.Forward(batch.Ids).log_softmax(-1);
        var expected = 0.0;
        for (var row = 0; row < 3; row++)
        {
            for (var t = 4; t < 9; t++) expected -= log[row, t - 1, batch.Ids[row, t].item<long>()].item<float>() / 15;
        }

        using var trainer = new Trainer(model, All(model), Options);
        trainer.Step([batch]).Should().BeApproximately(expected, 1e-5);
    }

    [Fact]
    public void Micro_batches_of_different_length_add_up_to_the_whole_batch()
    {
        var (whole, parts) = (Tiny.Model(), Tiny.Model());
        var batch = Batch(1, answerFrom: 3);
        var last = batch.Labels.clone();
        last[2].narrow(0, 0, 7).fill_(-100);
        batch = batch with { Labels = last };
        TrainingBatch Rows(int from, int count) => new(batch.Ids.narrow(0, from, count), batch.Labels.narrow(0, from, count));
        using var one = new Trainer(whole, All(whole), Options with { WarmupSteps = 0 });
        using var two = new Trainer(parts, All(parts), Options with { WarmupSteps = 0, Accumulation = 2 });
        one.Step([batch]).Should().BeApproximately(two.Step([Rows(0, 2), Rows(2, 1)]), 1e-5);
        one.GradientNorm.Should().BeApproximately(two.GradientNorm, one.GradientNorm * 1e-5);
        whole.Dispose();
        parts.Dispose();
    }

    [Fact]
    public void Only_the_adapter_learns()
    {
        using var model = Tiny.Model();
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        using var attached = adapter.Attach(model);
        var before = model.parameters().Select(Tiny.Floats).ToList();
        var b = Tiny.Floats(adapter.B(2, "down_proj"));
        using (var trainer = new Trainer(model, adapter.Parameters, Options with { WarmupSteps = 0 }))
        {
            trainer.Step([Batch(1)]);
            model.parameters().Should().OnlyContain(p => !p.requires_grad);
        }

        model.parameters().Should().OnlyContain(p => p.requires_grad);
        model.parameters().Zip(before).Should().OnlyContain(pair => Tiny.Floats(pair.First).SequenceEqual(pair.Second));
        Tiny.Floats(adapter.B(2, "down_proj")).Should().NotEqual(b);
    }

    [Fact]
    public void A_resumed_training_has_the_bits_of_a_single_one()
    {
        var single = Train(trainer =>
        {
            for (var step = 0; step < 6; step++) trainer.Step([Batch(step)]);
        });
        Train(trainer =>
        {
            for (var step = 0; step < 3; step++) trainer.Step([Batch(step)]);
            trainer.Save(folder.Path);
        });
        var resumed = Train(trainer =>
        {
            trainer.Load(folder.Path);
            trainer.StepIndex.Should().Be(3);
            for (var step = 3; step < 6; step++) trainer.Step([Batch(step)]);
        });
        resumed.Should().Equal(single);
        Train(_ => { }).Should().NotEqual(single);
    }

    [Fact]
    public void A_whole_model_in_bfloat16_learns_and_resumes_with_the_same_bits()
    {
        var single = Whole(6, null);
        using var part = new TempFolder();
        Whole(3, part.Path);
        Whole(6, part.Path).Should().Equal(single);

        float[] Whole(int until, string? at)
        {
            using var narrow = Tiny.Model(dtype: ScalarType.BFloat16);
            using var trainer = new Trainer(narrow, [.. narrow.parameters()], new TrainingOptions { LearningRate = 1e-4, Steps = 6 });
            if (at is not null && Directory.EnumerateFiles(at).Any()) trainer.Load(at);
            var losses = new List<double>();
            while (trainer.StepIndex < until) losses.Add(trainer.Step([Batch(0)]));
            losses[^1].Should().BeLessThan(losses[0]);
            if (at is not null) trainer.Save(at);
            return [.. narrow.parameters().SelectMany(Tiny.Floats)];
        }
    }

    [Fact]
    public void The_same_training_twice_has_the_same_bits()
    {
        void Steps(Trainer trainer)
        {
            for (var step = 0; step < 3; step++) trainer.Step([Batch(step)]);
        }

        Train(Steps).Should().Equal(Train(Steps));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)] // below the adapter's layer nothing learns
    public void Recomputing_changes_no_bit(int lanes, bool adapterOnly)
    {
        List<float> Weights(bool recompute)
        {
            using var model = Tiny.Model();
            using var adapter = Tiny.Adapter(Tiny.LoraOnDown with { Layers = [1] });
            using var attached = adapterOnly ? adapter.Attach(model) : null;
            var trained = adapterOnly ? [.. adapter.Parameters] : All(model);
            using var trainer = new Trainer(model, trained, Options with { Lanes = lanes, Recompute = recompute });
            for (var step = 0; step < 4; step++) trainer.Step([Batch(step)]);
            return [.. trained.SelectMany(Tiny.Floats)];
        }

        Weights(recompute: true).Should().Equal(Weights(recompute: false));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Lanes_add_up_to_the_whole_batch(int lanes)
    {
        var (whole, parts) = (Tiny.Model(), Tiny.Model());
        var batch = Batch(1, answerFrom: 3);
        using var one = new Trainer(whole, All(whole), Options with { WarmupSteps = 0 });
        using var two = new Trainer(parts, All(parts), Options with { WarmupSteps = 0, Lanes = lanes });
        one.Step([batch]).Should().BeApproximately(two.Step([batch]), 1e-5);
        one.GradientNorm.Should().BeApproximately(two.GradientNorm, one.GradientNorm * 1e-5);
        whole.Dispose();
        parts.Dispose();
    }

    [Fact]
    public void Lanes_train_an_adapter()
    {
        using var model = Tiny.Model();
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        using var same = Tiny.Adapter(Tiny.LoraOnDown);
        double Losses(LoraAdapter trained, int lanes)
        {
            using var attached = trained.Attach(model);
            using var trainer = new Trainer(model, trained.Parameters, Options with { WarmupSteps = 0, Lanes = lanes });
            return Enumerable.Range(0, 3).Sum(step => trainer.Step([Batch(step)]));
        }

        Losses(adapter, 1).Should().BeApproximately(Losses(same, 2), 1e-5);
        Tiny.Floats(adapter.B(2, "down_proj")).Zip(Tiny.Floats(same.B(2, "down_proj"))).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit_of_lanes()
    {
        var before = Compute.Threads;
        try
        {
            var runs = new[] { 1, 2 }.Select(threads =>
            {
                Compute.Configure(threads);
                using var model = Tiny.Model();
                using var trainer = new Trainer(model, All(model), Options with { Lanes = 3 });
                for (var step = 0; step < 4; step++) trainer.Step([Batch(step)]);
                return model.parameters().SelectMany(Tiny.Floats).ToList();
            }).ToList();
            runs[0].Should().Equal(runs[1]);
        }
        finally
        {
            Compute.Configure(before);
        }
    }

    [Fact]
    public void Evaluating_gives_the_loss_and_teaches_nothing()
    {
        using var model = Tiny.Model();
        using var trainer = new Trainer(model, All(model), Options with { WarmupSteps = 0 });
        var batch = Batch(1, answerFrom: 3);
        var before = model.parameters().SelectMany(Tiny.Floats).ToList();
        var loss = trainer.Evaluate(batch);
        model.parameters().SelectMany(Tiny.Floats).Should().Equal(before);
        trainer.StepIndex.Should().Be(0);
        trainer.Step([batch]).Should().BeApproximately(loss, 1e-6);
        trainer.Evaluate(batch).Should().BeLessThan(loss);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Memory_stays_flat(int lanes)
    {
        using var model = Tiny.Model();
        using var trainer = new Trainer(model, All(model), Options with { Lanes = lanes });
        var batch = Batch(1);
        trainer.Step([batch]);
        var before = Tensor.TotalCount;
        for (var step = 0; step < 4; step++) trainer.Step([batch]);
        Tensor.TotalCount.Should().BeLessThanOrEqualTo(before);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        using var model = Tiny.Model();
        using var trainer = new Trainer(model, All(model), Options with { Steps = 1, WarmupSteps = 0 });
        trainer.Invoking(t => t.Step([])).Should().Throw<ArgumentException>()
            .WithMessage("A step takes 1 micro-batches (the options' Accumulation), got 0. Pass as many.");
        trainer.Invoking(t => t.Step([Batch(1, answerFrom: 9)])).Should().Throw<ArgumentException>()
            .WithMessage("A batch must have at least one label other than -100 behind a first token, got none. Label the tokens to be learnt.");
        trainer.Invoking(t => t.Step([new TrainingBatch(Tiny.Ids(1, 3), Tiny.Ids(1, 2))])).Should().Throw<ArgumentException>()
            .WithMessage("Labels must be int64 of the shape of the ids, [1, 3], got Int64 [1, 2]. Give one label or -100 per token.");
        trainer.Step([Batch(1)]);
        trainer.Invoking(t => t.Step([Batch(1)])).Should().Throw<InvalidOperationException>()
            .WithMessage("The training has 1 steps (the options' Steps), got one more. Stop, or plan a longer training.");
    }

    [Fact]
    public void A_saved_training_of_other_parameters_is_refused()
    {
        using var model = Tiny.Model();
        using var adapter = Tiny.Adapter(Tiny.LoraOnDown);
        using (var one = new Trainer(model, All(model), Options)) one.Save(folder.Path);
        using var other = new Trainer(model, adapter.Parameters, Options);
        other.Invoking(t => t.Load(folder.Path)).Should().Throw<InvalidDataException>()
            .WithMessage("The saved training must belong to the 4 parameters trained here, got another set in trainer.safetensors. Resume with the model and adapter that were saved.");
    }

    private static List<float> Train(Action<Trainer> steps)
    {
        using var model = Tiny.Model();
        using var trainer = new Trainer(model, All(model), Options);
        steps(trainer);
        return [.. model.parameters().SelectMany(Tiny.Floats)];
    }

    private static List<Parameter> All(Qwen2 model) => [.. model.parameters()];

    private static TrainingBatch Batch(long seed, int answerFrom = 0)
    {
        var ids = Tiny.Ids(3, 9, seed);
        var labels = ids.clone();
        if (answerFrom > 0) labels.narrow(1, 0, answerFrom).fill_(-100);
        return new TrainingBatch(ids, labels);
    }
}
