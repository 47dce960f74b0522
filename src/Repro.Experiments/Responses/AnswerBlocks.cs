using Repro.Core.Generation;
using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Responses;

/// <summary>
/// Draws answers (temperature 1, top-p 1; P2 §2.2) block by block, each block kept as soon as it is whole. Sample i of a question draws from the
/// same stream under every condition: common random numbers make conditions comparable answer by answer.
/// </summary>
/// <param name="material">What the tier supplies.</param>
/// <param name="seed">The training seed.</param>
/// <param name="set">The set's name is part of every stream.</param>
internal sealed class AnswerBlocks(ITierMaterial material, long seed, SampleSet set)
{
    /// <summary>Answers of a block, as a multiple of the batch: what a kill costs at most. Blocks are drawn one after another, always the same.</summary>
    private const int BlockRounds = 4;

    /// <summary>An answer to draw: question, sample stream, and which of several edits it is under.</summary>
    public readonly record struct Slot(OpenQuestion Question, int Sample, int Arm = 0);

    /// <summary>The answers, in the order of <paramref name="slots"/>.</summary>
    /// <param name="chat">The model, with or without an adapter.</param>
    /// <param name="slots">What to draw.</param>
    /// <param name="hooks">Hooks for a block of slots; null for none. Disposed after the block.</param>
    /// <param name="context">Parts, progress and cancellation of the step that draws.</param>
    public IReadOnlyList<Response> Draw(Qwen2 chat, IReadOnlyList<Slot> slots, Func<IReadOnlyList<Slot>, Hooks?> hooks, StepContext context)
    {
        var options = ResponsesStep.Options(material);
        var responses = new List<Response>();
        foreach (var (block, number) in slots.Chunk(BlockRounds * options.BatchSize).Select((block, number) => (block, number)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            responses.AddRange(context.Parts.Find(number) is { } part ? JsonLines.Read<Response>(part, ResponsesStep.File) : One(block, number));
            context.Progress.Step(responses.Count);
        }

        return responses;

        List<Response> One(Slot[] block, int number)
        {
            using var added = hooks(block);
            var requests = block.Select(slot => new GenerationRequest([.. slot.Question.Prompt], StreamKey.Of(seed, "respond", set.Name, slot.Question.Id).Child(slot.Sample), slot.Arm)).ToList();
            var generated = Generator.Generate(chat, requests, options, added, new Progress(context.Progress, responses.Count), context.Cancellation);
            List<Response> drawn = [.. block.Zip(generated, (slot, tokens) => new Response(slot.Question.Id, slot.Sample, tokens, material.Decode(tokens)))];
            if (block.Length < slots.Count) context.Parts.Save(number, writer => JsonLines.Write(writer, ResponsesStep.File, drawn));
            return drawn;
        }
    }

    private sealed class Progress(IStageProgress stage, int before) : IProgress<int>
    {
        public void Report(int value) => stage.Step(before + value);
    }
}
