using Repro.Core;
using Repro.Core.Checkpoints;
using Repro.Core.Model;
using Repro.Evidence.Store;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;
using TorchSharp;
using static TorchSharp.torch;

namespace Repro.Experiments.Scalars;

/// <summary>Runs an organism and the chat model over judged answers and keeps every token's scalars and significance: scalars.safetensors, which needs no tensor library to be read.</summary>
internal sealed class ScalarsStep(ITierMaterial material, TrainOrganismStep organism, JudgedStep judged, long seed) : Step<AnswerScalars>
{
    /// <summary>The tensors.</summary>
    internal const string File = "scalars.safetensors";

    /// <summary>Logits of one batch: 512 MB a model. A longer vocabulary gets fewer answers a batch.</summary>
    private const long Logits = 1L << 27;

    private const int MostRows = 64;

    /// <inheritdoc/>
    public override string Stage => "scalars";

    /// <inheritdoc/>
    public override string Label => $"scalars of {organism.Organism.Name}, seed {seed}";

    /// <inheritdoc/>
    public override object Spec => new { Data = material.DataId, Seed = seed, material.Scalars.PerSet };

    /// <inheritdoc/>
    public override IReadOnlyList<IStep> Inputs => [material.Chat, organism, judged];

    /// <inheritdoc/>
    public override AnswerScalars Make(StepContext context)
    {
        var rows = ScalarRows.Of(context.Need(judged), seed, material.Scalars.PerSet);
        var chat = context.Need(material.Chat);
        var adapter = context.Need(organism).Adapter;
        var layers = ScalarHooks.Layers(adapter);
        var places = judged.Questions.Index().ToDictionary(question => question.Item.Id, question => question.Index, StringComparer.Ordinal);
        var turns = rows.ConvertAll(row => new TokenTurn(judged.Questions[places[row.Row.Response.QuestionId]].Prompt, row.Row.Response.Tokens));
        var tokens = turns.Sum(turn => turn.Answer.Count);
        var made = new AnswerScalars(
            layers,
            [.. rows.Select(row => row.Class.Index)],
            [.. rows.Select(row => places[row.Row.Response.QuestionId])],
            [.. rows.Select(row => row.Row.Response.Sample)],
            [.. turns.SelectMany((turn, answer) => Enumerable.Repeat(answer, turn.Answer.Count))],
            new float[tokens * layers.Length],
            new float[tokens],
            new float[tokens],
            new float[tokens],
            new float[tokens]);
        var at = 0;
        foreach (var batch in turns.Chunk((int)Math.Clamp(Logits / ((long)chat.Config.VocabSize * turns.Max(turn => turn.Prompt.Count + turn.Answer.Count)), 1, MostRows)))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            at = Fill(made, batch, at, ScalarForward.Run(chat, adapter, layers, TurnBatch.Of(batch, material.PadToken, Compute.DefaultDevice)));
            context.Progress.Step(at);
        }

        return made;
    }

    /// <inheritdoc/>
    public override void Write(AnswerScalars value, ArtifactWriter writer)
    {
        using var scope = NewDisposeScope();
        long answers = value.Class.Length, count = value.Answer.Length;
        SafeTensors.Write(writer.PathOf(File), new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["layers"] = tensor(value.Layers, [value.Layers.Length]),
            ["class"] = tensor(value.Class, [answers]),
            ["prompt"] = tensor(value.Prompt, [answers]),
            ["sample"] = tensor(value.Sample, [answers]),
            ["answer"] = tensor(value.Answer, [count]),
            ["scalars"] = tensor(value.Scalars, [count, value.Layers.Length]),
            ["kl"] = tensor(value.Kl, [count]),
            ["kl_grad"] = tensor(value.KlGradient, [count]),
            ["reverse_kl"] = tensor(value.ReverseKl, [count]),
            ["reverse_kl_grad"] = tensor(value.ReverseKlGradient, [count]),
        });
    }

    /// <inheritdoc/>
    public override AnswerScalars Read(Artifact artifact, StepContext context)
    {
        using var stream = System.IO.File.OpenRead(artifact.PathOf(File));
        return ScalarsFile.Read(stream, artifact.PathOf(File));
    }

    /// <summary>Takes the answer tokens out of a padded batch; gives the place of the next token.</summary>
    private static int Fill(AnswerScalars made, IReadOnlyList<TokenTurn> batch, int first, ScalarPass pass)
    {
        var length = batch.Max(turn => turn.Prompt.Count + turn.Answer.Count);
        var at = first;
        for (var row = 0; row < batch.Count; row++)
        {
            for (var t = 0; t < batch[row].Answer.Count; t++, at++)
            {
                var from = (row * length) + batch[row].Prompt.Count + t;
                for (var layer = 0; layer < made.Layers.Length; layer++) made.Scalars[(at * made.Layers.Length) + layer] = pass.Scalars[layer][from];
                (made.Kl[at], made.KlGradient[at], made.ReverseKl[at], made.ReverseKlGradient[at]) = (pass.Kl[from], pass.KlGradient[from], pass.ReverseKl[from], pass.ReverseKlGradient[from]);
            }
        }

        return at;
    }
}
