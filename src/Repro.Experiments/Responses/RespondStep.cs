using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Random;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Responses;

/// <summary>
/// Samples answers to every open question (temperature 1, top-p 1; P2 §2.2) from the chat model or an organism, with or
/// without an intervention. Sample i of a question draws from the same stream under every condition: common random
/// numbers make before and after comparable answer by answer. A wave draws some of the samples: all waves together give the answers of a step
/// without waves, but for draws within rounding of a boundary, because batches are composed otherwise.
/// </summary>
public sealed class RespondStep(ITierMaterial material, TrainOrganismStep? organism, long seed, SampleSet set, Intervention? intervention = null, Wave? wave = null)
    : ResponsesStep
{
    /// <summary>Answers of a sample block, as a multiple of the batch: what a kill costs at most. Blocks are drawn one after another, always the same.</summary>
    private const int BlockRounds = 4;

    /// <inheritdoc/>
    public override IReadOnlyList<OpenQuestion> Questions => set.Questions;

    /// <inheritdoc/>
    public override string Stage => "respond";

    /// <inheritdoc/>
    public override int Version => 2; // 2: answers in lanes with slots that are refilled; 42 of 181,600 differ in a draw within rounding of a boundary

    /// <inheritdoc/>
    public override string Label =>
        $"sample {organism?.Organism.Name ?? OrganismNames.Chat}, seed {seed}{(intervention is null ? "" : $", {intervention.Name}")}{(wave is null ? "" : $", answers {wave.First + 1} to {wave.First + wave.Count}")}";

    /// <inheritdoc/>
    public override long? Total => (long)set.Questions.Count * Samples;

    /// <inheritdoc/>
    public override object Spec => wave is null ? Whole : new { Answers = Whole, Wave = wave };

    private object Whole => new
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

    private int Samples => wave?.Count ?? set.Samples;

    /// <inheritdoc/>
    public override IReadOnlyList<Response> Make(StepContext context)
    {
        var chat = context.Need(material.Chat);
        var adapter = organism is null ? null : context.Need(organism).Adapter;
        using var edited = adapter is null ? null : intervention?.Edit(adapter, context);
        using var attached = (edited ?? adapter)?.Attach(chat);
        using var hooks = intervention is null ? null : new Hooks(chat.Config);
        if (hooks is not null) intervention!.AddTo(hooks, context);

        var slots = (from question in set.Questions from sample in Enumerable.Range(wave?.First ?? 0, Samples) select (question, sample)).ToList();
        var options = Options(material);
        var responses = new List<Response>();
        foreach (var (block, number) in slots.Chunk(BlockRounds * options.BatchSize).Select((block, number) => (block, number)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            responses.AddRange(context.Parts.Find(number) is { } part ? JsonLines.Read<Response>(part, File) : Draw(block, number));
            context.Progress.Step(responses.Count);
        }

        return responses;

        List<Response> Draw((OpenQuestion Question, int Sample)[] block, int number)
        {
            var requests = block.Select(slot => new GenerationRequest([.. slot.Question.Prompt], StreamKey.Of(seed, "respond", set.Name, slot.Question.Id).Child(slot.Sample))).ToList();
            var generated = Generator.Generate(chat, requests, options, hooks, new Progress(context.Progress, responses.Count), context.Cancellation);
            List<Response> drawn = [.. block.Zip(generated, (slot, tokens) => new Response(slot.Question.Id, slot.Sample, tokens, material.Decode(tokens)))];
            if (block.Length < slots.Count) context.Parts.Save(number, writer => JsonLines.Write(writer, File, drawn));
            return drawn;
        }
    }

    private sealed class Progress(IStageProgress stage, int before) : IProgress<int>
    {
        public void Report(int value) => stage.Step(before + value);
    }
}
