using System.Globalization;
using Repro.Claims.Measurements;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Experiments.Ablation;
using Repro.Experiments.AcrossBases;
using Repro.Experiments.Convergence;
using Repro.Experiments.Directions;
using Repro.Experiments.Downstream;
using Repro.Experiments.Emergence;
using Repro.Experiments.LayerSets;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.SingleAdapter;
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
    private readonly SteeringAgain steering;
    private readonly CancellationToken cancellation;

    private readonly Effects effects;

    private Recomputation(EvidenceSet evidence, IReadOnlyList<IJudge> judges, CancellationToken cancellation)
    {
        this.evidence = evidence;
        this.cancellation = cancellation;
        judged = new JudgedAgain(evidence, judges);
        activations = new Activations(evidence, judged);
        effects = new Effects(evidence, judged);
        scalars = new ScalarEvidence(evidence, judged, cancellation);
        steering = new SteeringAgain(evidence, judged, activations, cancellation);
    }

    /// <summary>Computes everything that the evidence allows.</summary>
    /// <param name="evidence">The run's evidence.</param>
    /// <param name="judges">Judges that can score again; responses of others keep their recorded scores.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <exception cref="InvalidDataException">A file of the evidence breaks a rule of its format.</exception>
    public static Recomputed Of(EvidenceSet evidence, IReadOnlyList<IJudge> judges, CancellationToken cancellation)
    {
        var run = new Recomputation(evidence, judges, cancellation);
        StepCheck[] steps = [run.judged.All(cancellation), .. run.activations.All(cancellation), run.activations.Directions(cancellation), .. run.OnDemand()];
        var book = new SortedDictionary<string, Measurement>(StringComparer.Ordinal);
        var missing = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var curves = new List<LayerCurve>();
        var samples = new List<SampleAnswer>();
        foreach (var artifact in run.Last())
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var result = run.Measure(artifact);
                foreach (var (metric, value) in result.Book) book[metric] = value;
                if (run.Unproven(artifact) is { } reason) foreach (var metric in result.Book.Keys) missing[metric] = reason;
                curves.AddRange(result.Curves);
                samples.AddRange(result.Samples);
            }
            catch (Exception e) when (e is MissingEvidenceException or NotMeasurableException)
            {
                foreach (var metric in MetricsOf(artifact)) missing[metric] = e.Message;
            }
        }

        return new Recomputed(book, missing, curves, samples, steps) { Scores = new ScoresAgain(evidence, run.judged).All() };
    }

    /// <summary>Why the scores under a measurement are taken as recorded; null where every one was worked out again.</summary>
    private string? Unproven(EvidenceArtifact artifact)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Scored(artifact.Key.Inputs).Select(judged.UncheckedOf).FirstOrDefault(reason => reason is not null);

        // Down to the first scores on every way: what is behind those decided which answers were drawn, not how they were counted.
        IEnumerable<string> Scored(IEnumerable<string> ids) => ids.Where(seen.Add).SelectMany(id =>
            evidence.Artifacts.GetValueOrDefault(id) is not { } input ? [] : input.Key.Stage is "judge" or "join-waves" ? [id] : Scored(input.Key.Inputs));
    }

    /// <summary>The measurements; of an experiment that was measured after several waves of answers, the last.</summary>
    private IEnumerable<EvidenceArtifact> Last() => evidence.Artifacts.Values.Where(a => a.Key.Stage == "measure")
        .GroupBy(a => (a.Key.Spec, a.Key.Environment), (_, same) => same.MaxBy(a => a.Key.Inputs.Select(Waves).DefaultIfEmpty(1).Max())!);

    private int Waves(string id) => evidence.Artifacts.ContainsKey(id) ? judged.WavesOf(id) : 1;

    /// <summary>The metrics that an artifact says it measured; none where it cannot be read.</summary>
    private static IEnumerable<string> MetricsOf(EvidenceArtifact artifact) => artifact.Has(Experiment.File) ? EvidenceLines.ReadWhole<ExperimentResult>(artifact, Experiment.File).Book.Keys : [];

    /// <summary>Stages that only some claims need: checked where there are any.</summary>
    private IEnumerable<StepCheck> OnDemand() =>
        [.. effects.All(cancellation), .. scalars.Steps(), .. new[] { activations.AllByTopic(cancellation), activations.DirectionsByTopic(cancellation), steering.Choices() }.Where(StageChecks.IsThere)];

    private ExperimentResult Measure(EvidenceArtifact artifact)
    {
        var spec = MeasureSpec.Of(artifact);
        return spec.Prefix is { } prefix ? PrefixedExperiment.Rename(prefix, Measure(spec, artifact.Key.Inputs))
            : ScalarEvidence.Knows(spec.Experiment) ? scalars.Measure(artifact, spec.Experiment)
            : steering.Measure(artifact) is { } again ? again
            : Measure(spec, artifact.Key.Inputs);
    }

    private ExperimentResult Measure(MeasureSpec spec, IReadOnlyList<string> inputs) => spec.Experiment switch
    {
        "emergence" => Emergence(spec, inputs),
        "ablation" => AblationResult.Of(spec.Mode!, spec.Target!, [.. Paired(spec.Seeds!, inputs)], judged.JudgeOf(inputs[0])),
        "convergence" => ConvergenceResult.Of(spec.Set, spec.Organisms!, spec.Seeds!, spec.BootstrapDraws, (organism, seed) => activations.Of(inputs[(Index(spec.Organisms!, organism) * spec.Seeds!.Count) + Index(spec.Seeds!, seed)]), cancellation),
        "b-vector" => BVectorResult.Of(spec.Seeds!, spec.BootstrapDraws, seed => BVector(inputs.Skip(3 * Index(spec.Seeds!, seed)).Take(3).ToList()), cancellation),
        "downstream" => DownstreamResult.Of([.. spec.Seeds!.Zip(inputs, (seed, id) => (seed, effects.Of(id)))], effects.Questions(inputs[0]), spec.Layer, spec.BootstrapDraws),
        "layer-sets" => LayerSets(spec, inputs),
        "across-bases" => AcrossBasesResult.Of([.. Bases(spec, inputs)], spec.BootstrapDraws, cancellation),
        "inventory" => AdapterCount.Of(spec.Organism!, [.. Adapters(inputs[0])]),
        _ => throw new MissingEvidenceException($"this version does not know the experiment '{spec.Experiment}'"),
    };

    private ExperimentResult Emergence(MeasureSpec spec, IReadOnlyList<string> inputs) =>
        EmergenceResult.Of(spec.Organism!, [.. spec.Seeds!.Zip(inputs, (seed, id) => (seed, judged.Rows(id)))], judged.Questions(inputs[0]), judged.JudgeOf(inputs[0]), spec.Shown);

    private (BVectors B, ResponseActivations Own, ResponseActivations Nine) BVector(List<string> ids)
    {
        var (b, own, nine) = (effects.BVectors(ids[0]), activations.Of(ids[1]), activations.Of(ids[2]));
        return b.Vectors[0].Length == own.Width && own.Width == nine.Width && b.Layers[0] >= 0 && b.Layers[0] < own.Layers && own.Layers == nine.Layers ? (b, own, nine)
            : throw new InvalidDataException($"B vectors and activation sums are of one model; artifacts {ids[0][..12]}, {ids[1][..12]} and {ids[2][..12]} are not. Take the evidence from where it was made.");
    }

    private IEnumerable<BaseSums> Bases(MeasureSpec spec, IReadOnlyList<string> inputs) => spec.Bases!.Zip(inputs.Chunk(inputs.Count / spec.Bases!.Count)).Zip(spec.BaseSeeds!, (b, seeds) => new BaseSums(
        b.First, effects.Texts(b.Second[0]), effects.Texts(b.Second[1]), [.. seeds.Zip(b.Second.Skip(2).Chunk(2), (seed, ids) => (seed, activations.Of(ids[0]), activations.Of(ids[1])))]));

    /// <summary>The choice is made again from the answers that its key names, not read.</summary>
    private ExperimentResult LayerSets(MeasureSpec spec, IReadOnlyList<string> inputs)
    {
        var (sets, seeds) = (spec.Organisms!, spec.Seeds!);
        var chooser = evidence.Artifacts.GetValueOrDefault(inputs[0]) ?? throw new MissingEvidenceException($"artifact {inputs[0][..Math.Min(12, inputs[0].Length)]} is not here");
        var halves = chooser.Key.Inputs;
        if (halves.Count != sets.Count * seeds.Count) throw new InvalidDataException($"The key of artifact {chooser.Id[..12]} ({chooser.Key.Stage}) must name the answers of {sets.Count} sets and {seeds.Count} seeds; it names {halves.Count}. Take the evidence from where it was made.");
        var choice = LayerSetsResult.Choose(sets, [.. halves.Chunk(seeds.Count).Select(ids => ids.SelectMany(judged.Rows))]);
        return LayerSetsResult.Of(choice, sets, set => [.. seeds.Zip(inputs.Skip(1 + (Index(sets, set) * seeds.Count)), (seed, id) => (seed, judged.Rows(id)))], judged.JudgeOf(inputs[1]));
    }

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
