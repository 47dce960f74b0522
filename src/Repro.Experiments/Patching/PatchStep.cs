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
/// Draws the receivers' answers of every pair, donor by donor: the donor's clean answers are drawn again first, token for token those of the clean set, and
/// their scalars recorded. Sample i of a prompt has the stream of the clean set's, so that before and after are comparable answer by answer.
/// </summary>
internal sealed class PatchStep(ITierMaterial material, TrainOrganismStep organism, long seed, SampleSet clean, IReadOnlyList<PatchPair> pairs, string protocol) : ResponsesStep
{
    /// <inheritdoc/>
    public override IReadOnlyList<OpenQuestion> Questions { get; } = [.. pairs.Select(pair => pair.Receiver with { Id = pair.Id })];

    /// <inheritdoc/>
    public override string Stage => "patch";

    /// <inheritdoc/>
    public override string Label => $"sample {organism.Organism.Name}, seed {seed}, scalars patched ({protocol})";

    /// <inheritdoc/>
    public override long? Total => (long)pairs.Count * clean.Samples;

    /// <inheritdoc/>
    public override object Spec => new
    {
        Data = material.DataId,
        Seed = seed,
        Split = clean.Name,
        clean.Samples,
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
        var record = new ScalarRecord(layers, clean.Samples);
        using (var listening = new Hooks(chat.Config))
        {
            record.Listen(listening);
            var donor = mine[0].Donor;
            // Of a prompt alone nothing but its own positions is recorded.
            if (protocol == PatchProtocol.Prompt) Generator.Generate(chat, [Request(donor, 0)], options with { MaxNewTokens = 1 }, listening, ct: cancellation);
            else Generator.Generate(chat, [.. Enumerable.Range(0, clean.Samples).Select(sample => Request(donor, sample))], options, listening, ct: cancellation);
        }

        var slots = (from pair in mine from sample in Enumerable.Range(0, clean.Samples) select (pair, sample)).ToList();
        using var hooks = new Hooks(chat.Config);
        record.Replace(hooks, slots.ConvertAll(slot => (slot.sample + slot.pair.Shift) % clean.Samples), protocol == PatchProtocol.Prompt);
        var drawn = Generator.Generate(chat, slots.ConvertAll(slot => Request(slot.pair.Receiver, slot.sample)), options, hooks, ct: cancellation);
        return [.. slots.Zip(drawn, (slot, tokens) => new Response(slot.pair.Id, slot.sample, tokens, material.Decode(tokens)))];
    }

    private GenerationRequest Request(OpenQuestion prompt, int sample) => new([.. prompt.Prompt], StreamKey.Of(seed, "respond", clean.Name, prompt.Id).Child(sample));
}
