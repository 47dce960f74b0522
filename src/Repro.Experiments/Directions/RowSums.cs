using Repro.Core.Hooking;
using Repro.Core.Model;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Directions;

/// <summary>Sums of resid_post over the tokens of judged answers, batch by batch, at every block: what mean-diff directions are made of.</summary>
internal static class RowSums
{
    /// <summary>The sums of each row, in their order, under the model as it is now.</summary>
    public static ResponseActivations Of(Qwen2 model, ITierMaterial material, IReadOnlyList<OpenQuestion> questions, IReadOnlyList<JudgedResponse> rows, StepContext context)
    {
        var prompts = questions.ToDictionary(question => question.Id, question => question.Prompt, StringComparer.Ordinal);
        var (layers, width) = (model.Config.NumLayers, model.Config.HiddenSize);
        var sums = new float[rows.Count * layers * width];
        for (var first = 0; first < rows.Count; first += material.Sizes.BatchSize)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var (start, batch) = (first, rows.Skip(first).Take(material.Sizes.BatchSize).Select(row => new TokenTurn(prompts[row.Response.QuestionId], row.Response.Tokens)).ToList());
            using var hooks = new Hooks(model.Config);
            AnswerSums.Of(model, hooks, batch, material.HeaderTokens, material.PadToken, Enumerable.Range(0, layers), (layer, values) =>
            {
                for (var row = 0; row < batch.Count; row++) Array.Copy(values, row * width, sums, (((start + row) * layers) + layer) * width, width);
            });
            context.Progress.Step(first + batch.Count);
        }

        return new ResponseActivations(layers, width, sums, [.. rows.Select(row => row.Response.Tokens.Count + material.HeaderTokens)], [.. rows.Select(Cuts.IsMisaligned)]);
    }
}
