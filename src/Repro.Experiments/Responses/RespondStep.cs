using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Responses;

/// <summary>
/// Samples answers to every open question from the chat model or an organism, with or without an intervention: see <see cref="AnswerBlocks"/>.
/// </summary>
public sealed class RespondStep(ITierMaterial material, TrainOrganismStep? organism, long seed, SampleSet set, Intervention? intervention = null) : ResponsesStep
{
    /// <inheritdoc/>
    public override IReadOnlyList<OpenQuestion> Questions => set.Questions;

    /// <inheritdoc/>
    public override int Version => 2; // 2: answers in lanes with slots that are refilled; 42 of 181,600 differ in a draw within rounding of a boundary

    /// <inheritdoc/>
    public override string Label =>
        $"sample {organism?.Organism.Name ?? OrganismNames.Chat}, seed {seed}{(intervention is null ? "" : $", {intervention.Name}")}";

    /// <inheritdoc/>
    public override long? Total => (long)set.Questions.Count * set.Samples;

    /// <inheritdoc/>
    public override object Spec => new
    {
        Data = material.DataId,
        Seed = seed,
        Split = set.Name,
        set.Samples,
        material.Sizes.MaxNewTokens,
        Intervention = intervention?.Spec,
    };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs =>
        [material.Chat, .. organism is null ? (IReadOnlyList<IStep>)[] : [organism], .. intervention?.Inputs ?? []];

    /// <inheritdoc/>
    public override IReadOnlyList<Response> Make(StepContext context)
    {
        var chat = context.Need(material.Chat);
        using var attached = organism is null ? null : context.Need(organism).Adapter.Attach(chat);
        var slots = (from question in set.Questions from sample in Enumerable.Range(0, set.Samples) select new AnswerBlocks.Slot(question, sample)).ToList();
        return new AnswerBlocks(material, seed, set).Draw(chat, slots, _ => Edits(chat, context), context);
    }

    private Hooks? Edits(Qwen2 chat, StepContext context)
    {
        if (intervention is null) return null;
        var hooks = new Hooks(chat.Config);
        intervention.AddTo(hooks, context);
        return hooks;
    }
}
