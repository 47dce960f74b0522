using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Random;
using Repro.Evidence.Store;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Responses;

/// <summary>
/// Samples answers to every open question (temperature 1, top-p 1; P2 §2.2) from the chat model or an organism, with or
/// without an intervention. Sample i of a question draws from the same stream under every condition: common random
/// numbers make before and after comparable answer by answer.
/// </summary>
public sealed class RespondStep(ITierMaterial material, TrainOrganismStep? organism, long seed, string split, Intervention? intervention = null)
    : Step<IReadOnlyList<Response>>
{
    /// <inheritdoc/>
    public override string Stage => "respond";

    /// <inheritdoc/>
    public override string Label =>
        $"sample {organism?.Organism.Name ?? OrganismNames.Chat}, seed {seed}{(intervention is null ? "" : $", {intervention.Name}")}";

    /// <inheritdoc/>
    public override long? Total => (long)material.Questions.Count * Samples;

    /// <inheritdoc/>
    public override object Spec => new
    {
        Data = material.DataId,
        Seed = seed,
        Split = split,
        Samples,
        material.Sizes.MaxNewTokens,
        Intervention = intervention?.Spec,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs =>
        [material.Chat, .. organism is null ? (IReadOnlyList<IStep>)[] : [organism], .. intervention?.Inputs ?? []];

    private int Samples => split == Split.Evaluation ? material.Sizes.Evaluation : material.Sizes.Directions;

    /// <inheritdoc/>
    public override IReadOnlyList<Response> Make(StepContext context)
    {
        var chat = context.Need(material.Chat);
        using var attached = organism is null ? null : context.Need(organism).Adapter.Attach(chat);
        using var hooks = intervention is null ? null : new Hooks(chat.Config);
        if (hooks is not null) intervention!.AddTo(hooks, context);

        var slots = (from question in material.Questions from sample in Enumerable.Range(0, Samples) select (question, sample)).ToList();
        var requests = slots.ConvertAll(slot => new GenerationRequest(
            [.. slot.question.Prompt],
            StreamKey.Of(seed, "respond", split, slot.question.Id).Child(slot.sample)));
        var options = new SamplingOptions
        {
            Temperature = 1,
            TopP = 1,
            MaxNewTokens = material.Sizes.MaxNewTokens,
            StopToken = material.StopToken,
            PadToken = material.PadToken,
            BatchSize = material.Sizes.BatchSize,
        };
        var generated = Generator.Generate(chat, requests, options, hooks, new Progress(context.Progress), context.Cancellation);
        return [.. slots.Zip(generated, (slot, tokens) => new Response(slot.question.Id, slot.sample, tokens, material.Decode(tokens)))];
    }

    /// <inheritdoc/>
    public override void Write(IReadOnlyList<Response> value, ArtifactWriter writer) => JsonLines.Write(writer, "responses.jsonl", value);

    /// <inheritdoc/>
    public override IReadOnlyList<Response> Read(Artifact artifact, StepContext context) => JsonLines.Read<Response>(artifact, "responses.jsonl");

    private sealed class Progress(IStageProgress stage) : IProgress<int>
    {
        public void Report(int value) => stage.Step(value);
    }
}
