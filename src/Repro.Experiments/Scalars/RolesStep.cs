using System.Text.Json;
using Repro.Evidence.Files;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Scalars;

/// <summary>Chooses which adapters are scaled, from one half of the probed answers. What is scaled then is measured on other prompts' answers.</summary>
internal sealed class RolesStep(ScalarsStep scalars, ScalarSpec probing, long seed) : Step<AdapterChoice>
{
    /// <summary>The choice.</summary>
    internal const string File = "roles.json";

    /// <inheritdoc/>
    public override string Stage => "roles";

    /// <inheritdoc/>
    public override string Label => scalars.Label.Replace("scalars", "roles by scalars", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override object Spec => new { Seed = seed, Probing = probing };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [scalars];

    /// <inheritdoc/>
    public override AdapterChoice Make(StepContext context) => AdapterChoice.Of(context.Need(scalars), probing, seed, context.Cancellation);

    /// <inheritdoc/>
    public override void Write(AdapterChoice value, ArtifactWriter writer) => writer.WriteText(File, CanonicalJson.Serialize(value));

    /// <inheritdoc/>
    public override AdapterChoice Read(Artifact artifact, StepContext context)
    {
        using var stream = System.IO.File.OpenRead(artifact.PathOf(File));
        return JsonSerializer.Deserialize<AdapterChoice>(stream, JsonLines.Options)
            ?? throw new InvalidDataException($"A file of roles holds one JSON object, but {artifact.PathOf(File)} holds null. Delete the artifact's folder; the next run makes it again.");
    }
}
