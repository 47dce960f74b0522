using Repro.Core.Generation;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Scalars;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Patching;

/// <summary>
/// Draws the receivers' answers of every pair, donor by donor: first the donor's own answers, whose scalars are recorded, and which are what its answers as a
/// receiver are held against, for every prompt of a pair is a donor too. Sample i of a prompt has one stream, patched or not, so that before and after are
/// comparable answer by answer.
/// </summary>
internal sealed class PatchStep(ITierMaterial material, TrainOrganismStep organism, long seed, SampleSet clean, IReadOnlyList<PatchPair> pairs, string protocol) : ResponsesStep
{
    /// <inheritdoc/>
    public override IReadOnlyList<OpenQuestion> Questions { get; } =
    [
        .. pairs.Select(pair => pair.Receiver with { Id = pair.Id }),
        .. protocol == PatchProtocol.Prompt ? [] : pairs.Select(pair => pair.Donor).DistinctBy(donor => donor.Id).Select(donor => donor with { Id = PatchedPair.Unpatched(donor.Id) }),
    ];

    /// <inheritdoc/>
    public override string Stage => "patch";

    /// <inheritdoc/>
    public override int Version => 2; // 2: a generation for each pair, composed as the unpatched one, which is kept

    /// <inheritdoc/>
    public override string Label => $"sample {organism.Organism.Name}, seed {seed}, scalars patched ({protocol})";

    /// <inheritdoc/>
    public override long? Total => (long)Questions.Count * clean.Samples;

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

    private List<Response> Draw(Qwen2 chat, IReadOnlyList<int> layers, IReadOnlyList<PatchPair> mine, CancellationToken cancellation)
    {
        var generation = new PatchedGeneration(chat, layers, clean.Samples, Options(material));
        var (donor, promptOnly) = (mine[0].Donor, protocol == PatchProtocol.Prompt);
        var drawn = new List<Response>();
        // Of a prompt alone nothing but its own positions is recorded.
        if (promptOnly) generation.RecordPrompt(Requests(donor)[0], cancellation);
        else Keep(PatchedPair.Unpatched(donor.Id), generation.Record(Requests(donor), cancellation));
        foreach (var pair in mine) Keep(pair.Id, generation.Patched(Requests(pair.Receiver), pair.Shift, promptOnly, cancellation));
        return drawn;

        void Keep(string id, IReadOnlyList<int[]> answers) => drawn.AddRange(answers.Select((tokens, sample) => new Response(id, sample, tokens, material.Decode(tokens))));
    }

    private List<GenerationRequest> Requests(OpenQuestion prompt) =>
        [.. Enumerable.Range(0, clean.Samples).Select(sample => new GenerationRequest([.. prompt.Prompt], StreamKey.Of(seed, "respond", clean.Name, prompt.Id).Child(sample)))];
}
