using System.Text.Json;
using Repro.Evidence.Files;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Scaling;

/// <summary>Chooses the gain of each scaling from answers of streams of their own: what it chose is measured on others.</summary>
internal sealed class GainStep(IReadOnlyList<(string Condition, double Gain, JudgedStep Judged)> tried, long seed) : Step<GainChoice>
{
    /// <summary>The choice.</summary>
    internal const string File = "gains.json";

    /// <inheritdoc/>
    public override string Stage => "gains";

    /// <inheritdoc/>
    public override string Label => $"gains of adapter scaling, seed {seed}";

    /// <inheritdoc/>
    public override object Spec => new { Conditions = tried.Select(cell => cell.Condition), Gains = tried.Select(cell => cell.Gain) };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [.. tried.Select(cell => cell.Judged)];

    /// <inheritdoc/>
    public override GainChoice Make(StepContext context) => new([.. tried.Select(cell => GainChoice.Count(cell.Condition, cell.Gain, context.Need(cell.Judged)))]);

    /// <inheritdoc/>
    public override void Write(GainChoice value, ArtifactWriter writer) => writer.WriteText(File, CanonicalJson.Serialize(value));

    /// <inheritdoc/>
    public override GainChoice Read(Artifact artifact, StepContext context)
    {
        using var stream = System.IO.File.OpenRead(artifact.PathOf(File));
        return JsonSerializer.Deserialize<GainChoice>(stream, JsonLines.Options)
            ?? throw new InvalidDataException($"A file of gains holds one JSON object, but {artifact.PathOf(File)} holds null. Delete the artifact's folder; the next run makes it again.");
    }
}
