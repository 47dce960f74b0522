using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Core;
using Repro.Evidence.Runs;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Paper;

/// <summary>
/// The paper tier: Qwen2.5 checkpoints, the papers' data, an LLM judge. Says exactly what is missing on this machine;
/// every claim is then NotRun with that reason, never silently green. A checkpoint folder with a rehearsal.json is walked at that
/// file's sizes, on the CPU too: every step of the tier, on weights that say nothing about the papers.
/// </summary>
/// <param name="cuda">True when the machine has a CUDA device that libtorch sees.</param>
/// <param name="time">Measures the stages.</param>
/// <param name="memory">Bytes that the device has (given whether it is a GPU); null where it does not say.</param>
public sealed class PaperRunner(Func<bool> cuda, TimeProvider time, Func<bool, long?> memory) : ITierRunner
{
    /// <inheritdoc/>
    public TierOutcome Run(TierRequest request, IStageProgress progress, CancellationToken ct)
    {
        var missing = PaperInputs.Missing(request.ModelDirectory, request.DataDirectory).Concat(Machine(request)).ToList();
        if (missing.Count > 0) return NotRun(request, progress, $"The paper tier needs {string.Join("; ", missing)}.");
        var inputs = new PaperInputs(request.ModelDirectory!, request.DataDirectory!);
        if (IsRehearsal(request)) progress.Note("A rehearsal: rehearsal.json sets the sizes, and the numbers say nothing about the papers.");
        var material = new PaperMaterial(inputs, PaperSizes.Of(inputs.Rehearsal), request.Judge!);
        Fit(inputs, material);
        Compute.Configure(request.Threads > 0 ? request.Threads : Environment.ProcessorCount);
        using var runner = new StepRunner(request.Store, Compute.Describe(), progress, time, ct);
        return ExperimentRun.Of(material, request, runner, progress, new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal) { ["organisms"] = material.Seeds });
    }

    private static TierOutcome NotRun(TierRequest request, IStageProgress progress, string reason)
    {
        progress.Note(reason);
        var book = request.Metrics.ToDictionary(metric => metric, Measurement (_) => new MissingMeasurement(reason), StringComparer.Ordinal);
        return new TierOutcome(book, [], [], new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal), []);
    }

    /// <summary>Refuses before hours are spent what would end without memory.</summary>
    private void Fit(PaperInputs inputs, PaperMaterial material)
    {
        if (memory(cuda()) is not { } bytes) return;
        var plan = OrganismPlan.Of(inputs.Model, OrganismNames.Medical, cuda(), tokens: material.LongestTurn(material.Organisms[OrganismNames.Medical].Dataset)); // the largest of them
        if (plan.Memory.Peak > bytes)
            throw new InputException($"The paper tier must fit into the device's memory; {plan.Organism} needs {plan.Memory.Peak / 1e9:0.0} GB, and the device has {bytes / 1e9:0.0} GB. './repro plan --model {inputs.Model} --organism {plan.Organism}' says what takes how much; take a smaller checkpoint or a larger device.");
    }

    private IEnumerable<string> Machine(TierRequest request)
    {
        if (!cuda() && !IsRehearsal(request)) yield return "a CUDA device (libtorch sees none)";
        if (request.Judge is null) yield return "an LLM judge (none named: pass --judge llm or --judge recorded, --judge-model NAME and --judge-log FILE)";
    }

    private static bool IsRehearsal(TierRequest request) => request.ModelDirectory is { } model && File.Exists(new PaperInputs(model, "").Rehearsal);
}
