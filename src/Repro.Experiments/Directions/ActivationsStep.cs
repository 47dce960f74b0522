using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Evidence.Store;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Directions;

/// <summary>
/// Runs an organism over its own misaligned answers and as many aligned ones and sums resid_post over the answer tokens
/// (assistant header, answer and end token; P1 §3.1 as coded), block by block.
/// </summary>
public sealed class ActivationsStep(ITierMaterial material, TrainOrganismStep organism, JudgedStep judged, long seed) : Step<ResponseActivations>
{
    /// <summary>The tensors.</summary>
    internal const string File = "activations.safetensors";

    /// <summary>Fewest responses of either kind from which a mean is taken.</summary>
    public const int Fewest = 8;

    /// <summary>Name of the organism.</summary>
    public string Source => organism.Organism.Name;

    /// <inheritdoc/>
    public override string Stage => "activations";

    /// <inheritdoc/>
    public override string Label => $"activations of {Source}, seed {seed}";

    /// <inheritdoc/>
    public override object Spec => new { Data = material.DataId, Seed = seed, Fewest, material.HeaderTokens };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, organism, judged];

    /// <inheritdoc/>
    public override ResponseActivations Make(StepContext context)
    {
        var rows = ActivationRows.Of(context.Need(judged), Source, seed, Fewest);
        var chat = context.Need(material.Chat);
        using var attached = context.Need(organism).Adapter.Attach(chat);
        var sums = new float[rows.Count * chat.Config.NumLayers * chat.Config.HiddenSize];
        var tokens = new int[rows.Count];
        for (var first = 0; first < rows.Count; first += material.Sizes.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var batch = rows.Skip(first).Take(material.Sizes.BatchSize).ToList();
            Forward(chat, batch, first, sums, tokens);
            context.Progress.Step(first + batch.Count);
        }

        return new ResponseActivations(chat.Config.NumLayers, chat.Config.HiddenSize, sums, tokens, [.. rows.Select(Cuts.IsMisaligned)]);
    }

    /// <inheritdoc/>
    public override void Write(ResponseActivations value, ArtifactWriter writer) => ActivationsFile.Write(value, writer);

    /// <inheritdoc/>
    public override ResponseActivations Read(Artifact artifact, StepContext context) => ActivationsFile.Read(artifact);

    private void Forward(Qwen2 chat, List<JudgedResponse> batch, int first, float[] sums, int[] tokens)
    {
        var prompts = judged.Questions.ToDictionary(question => question.Id, question => question.Prompt, StringComparer.Ordinal);
        var texts = batch.ConvertAll(row => new TokenTurn(prompts[row.Response.QuestionId], row.Response.Tokens));
        for (var row = 0; row < texts.Count; row++) tokens[first + row] = texts[row].Answer.Count + material.HeaderTokens;

        var (width, layers) = (chat.Config.HiddenSize, chat.Config.NumLayers);
        using var hooks = new Hooks(chat.Config);
        AnswerSums.Of(chat, hooks, texts, material.HeaderTokens, material.PadToken, Enumerable.Range(0, layers), (layer, values) =>
        {
            for (var row = 0; row < texts.Count; row++)
            {
                Array.Copy(values, row * width, sums, (((first + row) * layers) + layer) * width, width);
            }
        });
    }
}
