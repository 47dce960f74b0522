using System.Text.Json;
using Repro.Evidence.Files;
using Repro.Evidence.Store;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;

namespace Repro.Experiments.Steering;

/// <summary>Chooses the cell that other answers are drawn under: see <see cref="SteeringChoice"/>. A step of its own, so that the key of what is drawn names what chose.</summary>
/// <param name="rule">How it is chosen.</param>
/// <param name="grid">The cells of the sweeps.</param>
/// <param name="sweeps">Judged sweeps, one a training seed.</param>
public sealed class SteeringChoiceStep(string rule, SteeringGrid grid, IReadOnlyList<JudgedStep> sweeps) : Step<SteeringCell>
{
    /// <summary>The chosen cell.</summary>
    internal const string File = "cell.json";

    /// <summary>How the cell is chosen.</summary>
    public string Rule => rule;

    /// <inheritdoc/>
    public override string Stage => "steering-choice";

    /// <inheritdoc/>
    public override string Label => $"choose the {rule} cell, {sweeps[0].Label.Replace("judge ", "", StringComparison.Ordinal).Split(", seed ")[0]}, all seeds";

    /// <inheritdoc/>
    public override object Spec => new { Rule = rule, grid.Layers, grid.Strengths };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => sweeps;

    /// <inheritdoc/>
    /// <exception cref="NotMeasurableException">No cell is quiet.</exception>
    public override SteeringCell Make(StepContext context) => SteeringChoice.Of(rule, grid, [.. sweeps.Select(context.Need)]) ?? throw SteeringChoice.NoCell(grid);

    /// <inheritdoc/>
    public override void Write(SteeringCell value, ArtifactWriter writer) => writer.WriteText(File, CanonicalJson.Serialize(value));

    /// <inheritdoc/>
    public override SteeringCell Read(Artifact artifact, StepContext context) => Parse(System.IO.File.ReadAllText(artifact.PathOf(File)), artifact.PathOf(File));

    /// <summary>Reads what was written; <paramref name="name"/> appears in messages.</summary>
    /// <exception cref="InvalidDataException">It is no cell.</exception>
    internal static SteeringCell Parse(string text, string name)
    {
        try
        {
            return JsonSerializer.Deserialize<SteeringCell>(text, JsonLines.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"A chosen cell is a JSON object of layer and strength, but {name} is not ({error.Message}). Delete the artifact's folder; the next run makes it again.", error);
        }
    }
}
