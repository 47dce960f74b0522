using Repro.Core.Checkpoints;
using Repro.Core.Kernels;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Repro.Core.Training;

/// <summary>
/// torch.optim.AdamW's equations. With gradient g, step t, rate a:
/// p = p (1 - a decay); m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2;
/// p = p - a / (1 - b1^t) * m / (sqrt(v) / sqrt(1 - b2^t) + eps).
/// float32 parameters on the CPU take one fused pass; others libtorch's operators. Parameters in bfloat16 or float16 are rounded copies of
/// float32 ones that are kept here with their means: a step smaller than a rounding is not lost.
/// </summary>
public sealed class AdamW : IDisposable
{
    private const int Chunk = 16384;
    private readonly IReadOnlyList<Parameter> parameters;
    private readonly TrainingOptions options;
    private readonly Tensor[] means;
    private readonly Tensor[] squares;
    private readonly Tensor?[] masters;
    private readonly (int Parameter, int From, int Count)[] chunks;
    private readonly bool fused;

    /// <summary>An optimiser that has taken no step.</summary>
    public AdamW(IReadOnlyList<Parameter> parameters, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (parameters.Count == 0) throw new ArgumentException("There must be at least one parameter to train, got none. Attach an adapter or pass the model's parameters.");
        (this.parameters, this.options) = (parameters, options);
        using var quiet = no_grad();
        means = [.. parameters.Select(p => zeros(p.shape, Wide(p), p.device).DetachFromDisposeScope())];
        squares = [.. parameters.Select(p => zeros(p.shape, Wide(p), p.device).DetachFromDisposeScope())];
        masters = [.. parameters.Select(p => Wide(p) == p.dtype ? null : p.detach().to(Wide(p)).DetachFromDisposeScope())];
        fused = parameters.All(p => p.device_type == DeviceType.CPU && p.dtype == ScalarType.Float32);
        chunks = [.. parameters.SelectMany((p, i) => Enumerable.Range(0, (int)((p.numel() + Chunk - 1) / Chunk)).Select(c => (i, c * Chunk, (int)Math.Min(Chunk, p.numel() - (c * Chunk)))))];
    }

    /// <summary>Steps taken.</summary>
    public int StepCount { get; private set; }

    /// <summary>
    /// One step from the parameters' gradients, shortened first to <see cref="TrainingOptions.ClipNorm"/> as torch's clip_grad_norm_ does
    /// (factor min(1, limit / (norm + 1e-6))). Gradients are dropped afterwards; parameters without one stay as they are.
    /// </summary>
    /// <returns>The gradients' norm before clipping.</returns>
    public double Step(double rate)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var gradients = parameters.Select(p => p.grad is { IsInvalid: false } g ? g.contiguous() : null).ToArray();
        StepCount++;
        var norm = fused ? Norm(gradients) : ComposedNorm(gradients);
        var clip = options.ClipNorm > 0 ? Math.Min(1, options.ClipNorm / (norm + 1e-6)) : 1;
        var bias1 = 1 - Math.Pow(options.Beta1, StepCount);
        var rootBias2 = Math.Sqrt(1 - Math.Pow(options.Beta2, StepCount));
        var factors = new AdamFactors(
            (float)clip, (float)(1 - (rate * options.WeightDecay)), (float)options.Beta1, (float)(1 - options.Beta1), (float)options.Beta2, (float)(1 - options.Beta2), (float)(rate / bias1), (float)rootBias2, (float)options.Epsilon);
        if (fused) Fused(gradients, factors);
        else Composed(gradients, clip, rate, bias1, rootBias2);
        foreach (var parameter in parameters) parameter.grad = null;
        return norm;
    }

    /// <summary>Writes the two means of every parameter and the step count.</summary>
    public void Save(string path)
    {
        using var scope = NewDisposeScope();
        var state = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["step"] = tensor((long)StepCount) };
        for (var i = 0; i < parameters.Count; i++)
        {
            (state[$"exp_avg.{i}"], state[$"exp_avg_sq.{i}"]) = (means[i], squares[i]);
            if (masters[i] is { } master) state[$"master.{i}"] = master;
        }

        SafeTensors.Write(path, state);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The file does not belong to these parameters.</exception>
    public void Load(string path)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var state = SafeTensors.Read(path);
        for (var i = 0; i < parameters.Count; i++)
        {
            if (!state.TryGetValue($"exp_avg.{i}", out var mean) || !state.TryGetValue($"exp_avg_sq.{i}", out var square) || !state.ContainsKey("step")
                || state.Count != 1 + (2 * parameters.Count) + masters.Count(m => m is not null) || (masters[i] is not null && !state.ContainsKey($"master.{i}")) || !mean.shape.AsSpan().SequenceEqual(means[i].shape) || !square.shape.AsSpan().SequenceEqual(means[i].shape))
                throw new InvalidDataException($"The optimiser's state must belong to the {parameters.Count} parameters trained here, got another set in {Path.GetFileName(path)}. Resume with the model and adapter that were saved.");
            means[i].copy_(mean);
            squares[i].copy_(square);
            masters[i]?.copy_(state[$"master.{i}"]);
        }

        StepCount = (int)state["step"].item<long>();
    }

    /// <summary>Frees the state.</summary>
    public void Dispose()
    {
        foreach (var tensor in means.Concat(squares).Concat(masters.OfType<Tensor>())) tensor.Dispose();
    }

    private unsafe double Norm(Tensor?[] gradients)
    {
        var sums = new double[chunks.Length];
        var addresses = gradients.Select(g => g is null ? 0 : (nint)Native.Floats(g)).ToArray();
        Native.For(chunks.Length, 4, (_, from, to) =>
        {
            for (var c = from; c < to; c++)
            {
                if (addresses[chunks[c].Parameter] is not 0 and var g) sums[c] = AdamKernel.SumOfSquares((float*)g + chunks[c].From, chunks[c].Count);
            }
        });
        return Math.Sqrt(sums.Sum());
    }

    private unsafe void Fused(Tensor?[] gradients, AdamFactors factors)
    {
        var addresses = gradients.Select((g, i) => g is null ? default : (P: (nint)Native.Floats(parameters[i]), G: (nint)Native.Floats(g), M: (nint)Native.Floats(means[i]), V: (nint)Native.Floats(squares[i]))).ToArray();
        Native.For(chunks.Length, 4, (_, from, to) =>
        {
            for (var c = from; c < to; c++)
            {
                var (at, start, count) = (addresses[chunks[c].Parameter], chunks[c].From, chunks[c].Count);
                if (at.P != 0) AdamKernel.Step((float*)at.P + start, (float*)at.G + start, (float*)at.M + start, (float*)at.V + start, count, factors);
            }
        });
    }

    private static double ComposedNorm(Tensor?[] gradients)
    {
        var lengths = gradients.OfType<Tensor>().Select(g => g.to(ScalarType.Float32).square().sum()).ToList();
        return lengths.Count == 0 ? 0 : Math.Sqrt(stack(lengths).sum().item<float>());
    }

    private void Composed(Tensor?[] gradients, double clip, double rate, double bias1, double rootBias2)
    {
        for (var i = 0; i < gradients.Length; i++)
        {
            if (gradients[i] is not { } gradient) continue;
            using var scope = NewDisposeScope();
            var parameter = masters[i] ?? parameters[i];
            var g = gradient.to(parameter.dtype).mul(clip);
            parameter.mul_(1 - (rate * options.WeightDecay));
            means[i].mul_(options.Beta1).add_(g.mul(1 - options.Beta1));
            squares[i].mul_(options.Beta2).add_(g.square().mul(1 - options.Beta2));
            parameter.sub_(means[i].div(squares[i].sqrt().div(rootBias2).add(options.Epsilon)).mul(rate / bias1));
            if (masters[i] is not null) parameters[i].copy_(parameter);
        }
    }

    private static ScalarType Wide(Parameter p) => p.dtype is ScalarType.BFloat16 or ScalarType.Float16 ? ScalarType.Float32 : p.dtype;
}
