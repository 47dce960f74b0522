using System.Globalization;
using Repro.Core.Checkpoints;
using Repro.Core.Model;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Repro.Core.Training;

/// <summary>
/// Trains some parameters of a model: all of them, or those of an attached adapter. The loss of a step is the sum of
/// -log p(label) over all labels of its micro-batches, divided by their number (Hugging Face's num_items_in_batch, since 2024),
/// so that splitting a batch changes nothing but rounding. Only labels other than -100 count.
/// </summary>
public sealed class Trainer : IDisposable
{
    private const string StateFile = "trainer.safetensors";
    private const string OptimizerFile = "optimizer.safetensors";
    private readonly Qwen2 model;
    private readonly IReadOnlyList<Parameter> trainable;
    private readonly TrainingOptions options;
    private readonly AdamW optimizer;
    private readonly List<Parameter> frozen = [];
    private readonly List<StandIns> standIns = [];

    /// <summary>Prepares training; every other parameter of the model is frozen until disposal.</summary>
    /// <exception cref="ArgumentException">The options are wrong, or there is nothing to train.</exception>
    public Trainer(Qwen2 model, IReadOnlyList<Parameter> trainable, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        optimizer = new AdamW(trainable, options);
        (this.model, this.trainable, this.options) = (model, trainable, options);
        var chosen = trainable.ToHashSet(ReferenceEqualityComparer.Instance);
        foreach (var parameter in model.parameters().Where(p => p.requires_grad && !chosen.Contains(p)))
        {
            parameter.requires_grad = false;
            frozen.Add(parameter);
        }

        foreach (var parameter in trainable) parameter.requires_grad = true;
    }

    /// <summary>Steps taken; the next step's rate is <see cref="TrainingOptions.RateAt"/> of it.</summary>
    public int StepIndex { get; private set; }

    /// <summary>The gradients' norm before clipping, of the last step.</summary>
    public double GradientNorm { get; private set; }

    /// <summary>Forward and backward over the micro-batches, then one optimiser step.</summary>
    /// <returns>The step's loss, before the update.</returns>
    /// <exception cref="ArgumentException">The number of micro-batches is not the options' one, or no label counts.</exception>
    public double Step(IReadOnlyList<TrainingBatch> microBatches)
    {
        ArgumentNullException.ThrowIfNull(microBatches);
        if (microBatches.Count != options.Accumulation)
            throw new ArgumentException($"A step takes {options.Accumulation} micro-batches (the options' Accumulation), got {microBatches.Count}. Pass as many.");
        if (StepIndex >= options.Steps)
            throw new InvalidOperationException($"The training has {options.Steps} steps (the options' Steps), got one more. Stop, or plan a longer training.");
        using var scope = NewDisposeScope();
        var (targets, count) = Labelled(microBatches);
        var total = microBatches.Zip(targets).Sum(pair => Accumulate(pair.First, pair.Second, count));
        GradientNorm = optimizer.Step(options.RateAt(StepIndex));
        StepIndex++;
        return total / count;
    }

    /// <summary>The mean of -log p(label) over a batch's labels, in nats, with nothing learnt: the loss of held-out data.</summary>
    /// <exception cref="ArgumentException">No label counts.</exception>
    public double Evaluate(TrainingBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var (targets, count) = Labelled([batch]);
        return LossSum(batch, targets[0]).to(ScalarType.Float64).item<double>() / count;
    }

    /// <summary>Writes trained parameters, the optimiser's state and the step into a folder.</summary>
    public void Save(string directory)
    {
        Directory.CreateDirectory(directory);
        var tensors = Enumerable.Range(0, trainable.Count).ToDictionary(i => $"parameter.{i}", i => (Tensor)trainable[i], StringComparer.Ordinal);
        SafeTensors.Write(Path.Combine(directory, StateFile), tensors, new Dictionary<string, string>(StringComparer.Ordinal) { ["step"] = StepIndex.ToString(CultureInfo.InvariantCulture) });
        optimizer.Save(Path.Combine(directory, OptimizerFile));
    }

    /// <summary>Goes on from what <see cref="Save"/> wrote: the following steps have the bits that they would have had.</summary>
    /// <exception cref="InvalidDataException">The files belong to another set of parameters.</exception>
    public void Load(string directory)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var state = SafeTensors.Read(Path.Combine(directory, StateFile));
        for (var i = 0; i < trainable.Count; i++)
        {
            if (!state.TryGetValue($"parameter.{i}", out var saved) || state.Count != trainable.Count || !saved.shape.AsSpan().SequenceEqual(trainable[i].shape))
                throw new InvalidDataException($"The saved training must belong to the {trainable.Count} parameters trained here, got another set in {StateFile}. Resume with the model and adapter that were saved.");
            trainable[i].copy_(saved);
        }

        optimizer.Load(Path.Combine(directory, OptimizerFile));
        StepIndex = optimizer.StepCount;
    }

    /// <summary>Frees the optimiser's state and lets the frozen parameters learn again.</summary>
    public void Dispose()
    {
        optimizer.Dispose();
        foreach (var lane in standIns) lane.Dispose();
        foreach (var parameter in frozen) parameter.requires_grad = true;
    }

    /// <summary>Forward and backward over a micro-batch, in lanes of whole rows; each lane's gradients are added in order.</summary>
    private double Accumulate(TrainingBatch batch, Tensor targets, long count)
    {
        var rows = (int)batch.Ids.shape[0];
        var lanes = model.Device.type == DeviceType.CPU ? Math.Min(options.Lanes, rows) : 1;
        while (standIns.Count < lanes - 1) standIns.Add(new StandIns(trainable));
        var losses = new double[lanes];
        Lanes.Run(lanes, lane =>
        {
            using var scope = NewDisposeScope();
            var (from, to) = (rows * lane / lanes, rows * (lane + 1) / lanes);
            var loss = LossSum(Rows(batch, from, to - from), targets.view(rows, -1).narrow(0, from, to - from).reshape(-1), lane == 0 ? null : standIns[lane - 1]);
            loss.div((double)count).backward();
            losses[lane] = loss.to(ScalarType.Float64).item<double>();
        });
        for (var lane = 1; lane < lanes; lane++) standIns[lane - 1].Collect();
        return losses.Sum();
    }

    private Tensor LossSum(TrainingBatch batch, Tensor targets, StandIns? standIns = null)
    {
        using var scope = NewDisposeScope();
        var logits = model.Forward(batch.Ids, batch.Mask, hooks: null, cache: null, lastOnly: false, standIns, options.Recompute); // [B, T, V]
        return model.CrossEntropySum(logits.view(-1, logits.shape[2]), targets).MoveToOuterDisposeScope(); // []
    }

    private static TrainingBatch Rows(TrainingBatch batch, int from, int count) =>
        new(batch.Ids.narrow(0, from, count), batch.Labels.narrow(0, from, count), batch.Mask?.narrow(0, from, count));

    private static (List<Tensor> Targets, long Count) Labelled(IReadOnlyList<TrainingBatch> batches)
    {
        var targets = batches.Select(Targets).ToList();
        var count = targets.Sum(t => t.Count);
        if (count == 0) throw new ArgumentException("A batch must have at least one label other than -100 behind a first token, got none. Label the tokens to be learnt.");
        return ([.. targets.Select(t => t.Targets)], count);
    }

    /// <summary>The label of the next token at every token, -100 at the last of each row, [B * T]; and how many count.</summary>
    private static (Tensor Targets, long Count) Targets(TrainingBatch batch)
    {
        if (!batch.Labels.shape.AsSpan().SequenceEqual(batch.Ids.shape) || batch.Labels.dtype != ScalarType.Int64)
            throw new ArgumentException($"Labels must be int64 of the shape of the ids, [{string.Join(", ", batch.Ids.shape)}], got {batch.Labels.dtype} [{string.Join(", ", batch.Labels.shape)}]. Give one label or -100 per token.");
        var (rows, length) = (batch.Labels.shape[0], batch.Labels.shape[1]);
        var next = full([rows, length], -100L, ScalarType.Int64, batch.Labels.device);
        if (length > 1) next.narrow(1, 0, length - 1).copy_(batch.Labels.narrow(1, 1, length - 1));
        return (next.view(-1), next.ge(0).sum().item<long>());
    }
}
