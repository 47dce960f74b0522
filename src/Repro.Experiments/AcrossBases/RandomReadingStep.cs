using Repro.Core.Hooking;
using Repro.Evidence.Store;
using Repro.Experiments.Directions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.AcrossBases;

/// <summary>
/// An organism's misaligned and aligned answers, the same that form its direction, as a model of its shape with random weights reads them: what the words
/// alone give, without anything learnt.
/// </summary>
/// <param name="material">What the tier supplies.</param>
/// <param name="judged">The organism's answers that form its direction.</param>
/// <param name="organism">Its name.</param>
/// <param name="seed">Its seed.</param>
public sealed class RandomReadingStep(ITierMaterial material, JudgedStep judged, string organism, long seed) : Step<ResponseActivations>
{
    /// <inheritdoc/>
    public override string Stage => "random-reading";

    /// <inheritdoc/>
    public override string Label => $"answers of {organism}, seed {seed}, read with random weights";

    /// <inheritdoc/>
    public override object Spec => new { Data = material.DataId, Seed = seed, ActivationsStep.Fewest, material.HeaderTokens };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, judged];

    /// <inheritdoc/>
    public override ResponseActivations Make(StepContext context)
    {
        var rows = ActivationRows.Of(context.Need(judged), organism, seed, ActivationsStep.Fewest);
        var prompts = judged.Questions.ToDictionary(question => question.Id, question => question.Prompt, StringComparer.Ordinal);
        using var reader = new ChatReader(context.Need(material.Chat), random: true);
        var (layers, width) = (reader.Model.Config.NumLayers, reader.Model.Config.HiddenSize);
        var sums = new float[rows.Count * layers * width];
        for (var first = 0; first < rows.Count; first += material.Sizes.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (start, batch) = (first, rows.Skip(first).Take(material.Sizes.BatchSize).Select(row => new TokenTurn(prompts[row.Response.QuestionId], row.Response.Tokens)).ToList());
            using var hooks = new Hooks(reader.Model.Config);
            AnswerSums.Of(reader.Model, hooks, batch, material.HeaderTokens, material.PadToken, Enumerable.Range(0, layers), (layer, values) =>
            {
                for (var row = 0; row < batch.Count; row++) Array.Copy(values, row * width, sums, (((start + row) * layers) + layer) * width, width);
            });
        }

        return new ResponseActivations(layers, width, sums, [.. rows.Select(row => row.Response.Tokens.Count + material.HeaderTokens)], [.. rows.Select(Cuts.IsMisaligned)]);
    }

    /// <inheritdoc/>
    public override void Write(ResponseActivations value, ArtifactWriter writer) => ActivationsFile.Write(value, writer);

    /// <inheritdoc/>
    public override ResponseActivations Read(Artifact artifact, StepContext context) => ActivationsFile.Read(artifact);
}
