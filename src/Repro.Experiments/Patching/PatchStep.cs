using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Scalars;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Patching;

/// <summary>
/// Draws the answers of every pair, donor by donor: first the donor's clean ones, whose scalars are recorded, then the receivers'. Sample i of a prompt has
/// the same stream in every pair, so that before and after are comparable answer by answer. A prompt with its own scalars is drawn as the clean one was, in
/// batches of the same answers: not even rounding differs.
/// </summary>
internal sealed class PatchStep(ITierMaterial material, TrainOrganismStep organism, long seed, SampleSet prompts, IReadOnlyList<PatchPair> pairs, string protocol) : ResponsesStep
{
    /// <inheritdoc/>
    public override IReadOnlyList<OpenQuestion> Questions { get; } = [.. pairs.Select(pair => pair.Receiver with { Id = pair.Id })];

    /// <inheritdoc/>
    public override string Stage => "patch";

    /// <inheritdoc/>
    public override string Label => $"sample {organism.Organism.Name}, seed {seed}, scalars patched ({protocol})";

    /// <inheritdoc/>
    public override long? Total => (long)pairs.Count * prompts.Samples;

    /// <inheritdoc/>
    public override object Spec => new
    {
        Data = material.DataId,
        Seed = seed,
        Split = prompts.Name,
        prompts.Samples,
        material.Sizes.MaxNewTokens,
        Protocol = protocol,
        Pairs = pairs.Select(pair => pair.Id),
    };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, organism];

    /// <inheritdoc/>
    public override IReadOnlyList<Response> Make(StepContext context)
    {
        var chat = context.Need(material.Chat);
        var adapter = context.Need(organism).Adapter;
        var layers = ScalarHooks.Layers(adapter);
        using var attached = adapter.Attach(chat);
        var responses = new List<Response>();
        foreach (var (number, group) in pairs.GroupBy(pair => pair.Donor.Id, StringComparer.Ordinal).Index())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var drawn = context.Parts.Find(number) is { } part ? JsonLines.Read<Response>(part, File) : Draw(chat, layers, [.. group], context.Cancellation);
            if (context.Parts.Find(number) is null) context.Parts.Save(number, writer => JsonLines.Write(writer, File, drawn));
            responses.AddRange(drawn);
            context.Progress.Step(responses.Count);
        }

        return responses;
    }

    private IReadOnlyList<Response> Draw(Qwen2 chat, IReadOnlyList<int> layers, IReadOnlyList<PatchPair> mine, CancellationToken cancellation)
    {
        var options = Options(material);
        var record = new ScalarRecord(layers, prompts.Samples);
        var drawn = new List<Response>();
        using (var listening = new Hooks(chat.Config))
        {
            record.Listen(listening);
            // Of a prompt alone nothing but its own positions is recorded.
            if (protocol == PatchProtocol.Prompt) Generator.Generate(chat, [Request(mine[0].Donor, 0)], options with { MaxNewTokens = 1 }, listening, ct: cancellation);
            else drawn.AddRange(Generate([.. mine.Where(pair => pair.Category == PatchCategory.Clean)], listening));
        }

        foreach (var alike in mine.Where(pair => pair.Category != PatchCategory.Clean).GroupBy(pair => pair.Category == PatchCategory.Self))
        {
            using var hooks = new Hooks(chat.Config);
            record.Replace(hooks, [.. from pair in alike from sample in Enumerable.Range(0, prompts.Samples) select (sample + pair.Shift) % prompts.Samples], protocol == PatchProtocol.Prompt);
            drawn.AddRange(Generate([.. alike], hooks));
        }

        return drawn;

        IEnumerable<Response> Generate(IReadOnlyList<PatchPair> some, Hooks hooks)
        {
            var slots = (from pair in some from sample in Enumerable.Range(0, prompts.Samples) select (pair, sample)).ToList();
            var tokens = Generator.Generate(chat, slots.ConvertAll(slot => Request(slot.pair.Receiver, slot.sample)), options, hooks, ct: cancellation);
            return slots.Zip(tokens, (slot, answer) => new Response(slot.pair.Id, slot.sample, answer, material.Decode(answer)));
        }
    }

    private GenerationRequest Request(OpenQuestion prompt, int sample) => new([.. prompt.Prompt], StreamKey.Of(seed, "respond", prompts.Name, prompt.Id).Child(sample));
}
