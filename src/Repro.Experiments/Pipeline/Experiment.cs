using System.Text.Json;
using Repro.Evidence.Store;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Pipeline;

/// <summary>The last step of a walk: judged responses and directions in, measurements out. Declares its steps; touches no store, judge or report.</summary>
public abstract class Experiment : Step<ExperimentResult>
{
    /// <summary>The result.</summary>
    internal const string File = "measurements.json";

    /// <summary>Metric keys that the result holds. When the experiment cannot be measured, each becomes a missing measurement with the reason.</summary>
    public abstract IReadOnlyList<string> Metrics { get; }

    /// <summary>Whether it runs only where a claim asks for one of its metrics; else a run of all default claims has it too.</summary>
    public virtual bool OnDemand => false;

    /// <summary>Metrics of other experiments that this one is read beside (another reading of the same claim, another control): it runs where one of them is asked for too.</summary>
    public virtual IReadOnlyList<string> Beside => [];

    /// <summary>Metrics that are counted from judged answers, with what they are counted from: so that they can be counted again in other ways.</summary>
    public virtual IReadOnlyDictionary<string, ScoredSource> Scored => new Dictionary<string, ScoredSource>(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Stage => "measure";

    /// <inheritdoc/>
    public override void Write(ExperimentResult value, ArtifactWriter writer)
    {
        using var stream = writer.Create(File);
        JsonSerializer.Serialize(stream, value, JsonLines.Options);
    }

    /// <inheritdoc/>
    public override ExperimentResult Read(Artifact artifact, StepContext context)
    {
        using var stream = System.IO.File.OpenRead(artifact.PathOf(File));
        return JsonSerializer.Deserialize<ExperimentResult>(stream, JsonLines.Options)
            ?? throw new InvalidDataException($"A measurements file holds one JSON object, but {artifact.PathOf(File)} holds null. Delete the artifact's folder; the next run makes it again.");
    }
}
