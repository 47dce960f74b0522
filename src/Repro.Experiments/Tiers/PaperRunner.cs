using Repro.Claims.Measurements;
using Repro.Evidence.Runs;

namespace Repro.Experiments.Tiers;

/// <summary>
/// The paper tier: Qwen2.5 checkpoints, the papers' data, an LLM judge. Says exactly what is missing on this machine;
/// every claim is then NotRun with that reason, never silently green.
/// </summary>
/// <param name="cuda">True when the machine has a CUDA device that libtorch sees.</param>
public sealed class PaperRunner(Func<bool> cuda) : ITierRunner
{
    /// <inheritdoc/>
    public TierOutcome Run(TierRequest request, IStageProgress progress, CancellationToken ct)
    {
        var reason = $"The paper tier needs {string.Join("; ", Missing(request))}.";
        progress.Note(reason);
        var book = request.Metrics.ToDictionary(metric => metric, Measurement (_) => new MissingMeasurement(reason), StringComparer.Ordinal);
        return new TierOutcome(book, [], [], new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal), []);
    }

    private IEnumerable<string> Missing(TierRequest request)
    {
        if (request.ModelDirectory is null) yield return "the weights of Qwen2.5-14B-Instruct (none named: pass --model DIR)";
        else if (!File.Exists(Path.Combine(request.ModelDirectory, "config.json"))) yield return $"the weights of Qwen2.5-14B-Instruct (no config.json in {request.ModelDirectory})";
        if (!cuda()) yield return "a CUDA device (libtorch sees none)";
        yield return "a reader of Qwen2.5's tokenizer.json and an LLM judge, which this version does not have";
    }
}
