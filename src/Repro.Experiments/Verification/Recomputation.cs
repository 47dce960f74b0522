using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Experiments.Ablation;
using Repro.Experiments.Convergence;
using Repro.Experiments.Emergence;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Judges;

namespace Repro.Experiments.Verification;

/// <summary>
/// Computes the measurements of a run again, from its responses and activation sums, without a model and without the tensor library: the same code as
/// the experiments' own, given what the artifacts' keys say. What was chosen, and in which order, is read off the keys, which ids prove.
/// </summary>
public sealed class Recomputation
{
    private readonly EvidenceSet evidence;
    private readonly JudgedAgain judged;
    private readonly Activations activations;
    private readonly ScalarEvidence scalars;
    private readonly CancellationToken cancellation;

    private Recomputation(EvidenceSet evidence, IReadOnlyList<IJudge> judges, CancellationToken cancellation)
    {
        this.evidence = evidence;
        this.cancellation = cancellation;
        judged = new JudgedAgain(evidence, judges);
        activations = new Activations(evidence, judged);
        scalars = new ScalarEvidence(evidence, judged, cancellation);
    }

    private sealed record Specification(string Experiment, string? Organism, IReadOnlyList<long>? Seeds, int Shown, string? Mode, string? Target, IReadOnlyList<string>? Organisms, int BootstrapDraws);

    /// <summary>Computes everything that the evidence allows.</summary>
    /// <param name="evidence">The run's evidence.</param>
    /// <param name="judges">Judges that can score again; responses of others keep their recorded scores.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <exception cref="InvalidDataException">A file of the evidence breaks a rule of its format.</exception>
    public static Recomputed Of(EvidenceSet evidence, IReadOnlyList<IJudge> judges, CancellationToken cancellation)
    {
        var run = new Recomputation(evidence, judges, cancellation);
        StepCheck[] steps = [run.judged.All(cancellation), run.activations.All(cancellation), run.activations.Directions(cancellation), .. run.scalars.Steps()];
        var book = new SortedDictionary<string, Measurement>(StringComparer.Ordinal);
        var missing = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var curves = new List<LayerCurve>();
        var samples = new List<SampleAnswer>();
        foreach (var artifact in evidence.Artifacts.Values.Where(a => a.Key.Stage == "measure"))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var result = run.Measure(artifact);
                foreach (var (metric, value) in result.Book) book[metric] = value;
                curves.AddRange(result.Curves);
                samples.AddRange(result.Samples);
            }
            catch (Exception e) when (e is MissingEvidenceException or NotMeasurableException)
            {
                foreach (var metric in MetricsOf(artifact)) missing[metric] = e.Message;
            }
        }

        return new Recomputed(book, missing, curves, samples, steps);
    }

    /// <summary>The metrics that an artifact says it measured; none where it cannot be read.</summary>
    private static IEnumerable<string> MetricsOf(EvidenceArtifact artifact) => artifact.Has(Experiment.File) ? EvidenceLines.ReadWhole<ExperimentResult>(artifact, Experiment.File).Book.Keys : [];

    private ExperimentResult Measure(EvidenceArtifact artifact)
    {
        var spec = EvidenceLines.Spec<Specification>(artifact);
        var inputs = artifact.Key.Inputs;
        CheckInputs(artifact, spec);
        return spec.Experiment switch
        {
            "emergence" => Emergence(spec, inputs),
            "ablation" => AblationResult.Of(spec.Mode!, spec.Target!, [.. Paired(spec.Seeds!, inputs)], judged.JudgeOf(inputs[0])),
            "convergence" => ConvergenceResult.Of(spec.Organisms!, spec.Seeds!, spec.BootstrapDraws, (organism, seed) => activations.Of(inputs[(Index(spec.Organisms!, organism) * spec.Seeds!.Count) + Index(spec.Seeds!, seed)]), cancellation),
            "inventory" => AdapterCount.Of(spec.Organism!, [.. Adapters(inputs[0])]),
            var experiment when ScalarEvidence.Knows(experiment) => scalars.Measure(artifact, experiment),
            _ => throw new MissingEvidenceException($"this version does not know the experiment '{spec.Experiment}'"),
        };
    }

    /// <summary>A key may be anybody's: what is read out of it by position must be there.</summary>
    private static void CheckInputs(EvidenceArtifact artifact, Specification spec)
    {
        var expected = spec switch
        {
            { Experiment: "emergence", Organism: not null, Seeds.Count: > 0 and var seeds } => seeds,
            { Experiment: "ablation", Mode: not null, Target: not null, Seeds.Count: > 0 and var seeds } => 2 * seeds,
            { Experiment: "convergence", Organisms.Count: > 0 and var organisms, Seeds.Count: > 0 and var seeds, BootstrapDraws: > 0 and <= 100_000 } => organisms * seeds,
            { Experiment: "inventory", Organism: not null } => 1,
            _ => -1,
        };
        if (expected < 0 && spec.Experiment is "emergence" or "ablation" or "convergence" or "inventory" || expected >= 0 && artifact.Key.Inputs.Count != expected)
            throw new InvalidDataException($"The key of artifact {artifact.Id[..12]} (measure) must name what its experiment needs; '{spec.Experiment}' with {artifact.Key.Inputs.Count} inputs does not. Take the evidence from where it was made.");
    }

    private ExperimentResult Emergence(Specification spec, IReadOnlyList<string> inputs) =>
        EmergenceResult.Of(spec.Organism!, [.. spec.Seeds!.Zip(inputs, (seed, id) => (seed, judged.Rows(id)))], judged.Questions(inputs[0]), judged.JudgeOf(inputs[0]), spec.Shown);

    private IEnumerable<(long Seed, IReadOnlyList<Responses.JudgedResponse> Before, IReadOnlyList<Responses.JudgedResponse> After)> Paired(IReadOnlyList<long> seeds, IReadOnlyList<string> inputs) =>
        seeds.Zip(inputs.Chunk(2), (seed, pair) => (seed, judged.Rows(pair[0]), judged.Rows(pair[1])));

    /// <summary>Layer of each pair and rows of its A, off the header of the adapter's file: <c>...layers.{l}.*.lora_A.weight</c>, [rank, in].</summary>
    private IEnumerable<(int Layer, long Rank)> Adapters(string id)
    {
        var artifact = evidence.Artifacts.GetValueOrDefault(id) ?? throw new MissingEvidenceException($"artifact {id[..Math.Min(12, id.Length)]} is not here");
        const string file = "adapter/adapter_model.safetensors";
        using var stream = artifact.OpenHeader(file);
        foreach (var (name, tensor) in SafeTensorsFile.Shapes(stream, $"{file} of artifact {id[..12]}"))
        {
            if (!name.EndsWith(".lora_A.weight", StringComparison.Ordinal)) continue;
            yield return (int.Parse(name.Split(".layers.")[^1].Split('.')[0], CultureInfo.InvariantCulture), tensor.Shape[0]);
        }
    }

    private static int Index<T>(IReadOnlyList<T> values, T value) => values.Index().First(v => EqualityComparer<T>.Default.Equals(v.Item, value)).Index;
}
