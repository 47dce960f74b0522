using Repro.Experiments.Probes;

namespace Repro.Experiments.Scalars;

/// <summary>
/// The scalars A x of every rank-1 adapter at every token of some answers, and what each token means to the divergence of fine-tuned and chat model: all that
/// the probes need. Token by token; the answers' tokens follow one another.
/// </summary>
/// <param name="Layers">[L] layers of the adapters.</param>
/// <param name="Class">[A] each answer's place in <see cref="AnswerClass.All"/>.</param>
/// <param name="Prompt">[A] place of its question in the set that was asked.</param>
/// <param name="Sample">[A] index of its sample stream.</param>
/// <param name="Answer">[N] the answer of each token.</param>
/// <param name="Scalars">[N, L] row by row.</param>
/// <param name="Kl">[N] KL(fine-tuned || chat) of the next token's distribution after this token, in nats.</param>
/// <param name="KlGradient">[N] norm of the gradient of the answer's total by this token's embedding.</param>
/// <param name="ReverseKl">[N] the same for KL(chat || fine-tuned).</param>
/// <param name="ReverseKlGradient">[N] its gradient.</param>
internal sealed record AnswerScalars(
    int[] Layers, int[] Class, int[] Prompt, int[] Sample, int[] Answer, float[] Scalars, float[] Kl, float[] KlGradient, float[] ReverseKl, float[] ReverseKlGradient)
{
    /// <summary>How many answers of a set there are.</summary>
    public int Count(AnswerClass set) => Class.Count(c => c == set.Index);

    /// <summary>The answers of one set as a table.</summary>
    /// <param name="set">Which.</param>
    /// <param name="half">0 or 1: only samples of even or odd index; null: all.</param>
    /// <param name="reverse">Significance by the other direction of the divergence.</param>
    public ScalarTable Table(AnswerClass set, int? half = null, bool reverse = false)
    {
        int[] answers = [.. Enumerable.Range(0, Class.Length).Where(a => Class[a] == set.Index && (half is null || Sample[a] % 2 == half))];
        var places = answers.Index().ToDictionary(a => a.Item, a => a.Index);
        int[] tokens = [.. Enumerable.Range(0, Answer.Length).Where(t => places.ContainsKey(Answer[t]))];
        int[] renumbered = [.. tokens.Select(t => places[Answer[t]])];
        double[] divergence = [.. tokens.Select(t => (double)(reverse ? ReverseKl : Kl)[t])], gradient = [.. tokens.Select(t => (double)(reverse ? ReverseKlGradient : KlGradient)[t])];
        return new ScalarTable(
            Layers,
            [.. tokens.SelectMany(t => Scalars[(t * Layers.Length)..((t + 1) * Layers.Length)]).Select(s => (double)s)],
            renumbered,
            [.. answers.Select(a => Prompt[a])],
            ScalarTable.Weigh(renumbered, answers.Length, divergence, gradient));
    }

    /// <summary>Nats from which on a token is significant: of log significance 0.5 (Figure 6), or what a share of all tokens reaches.</summary>
    public double Least(double? share, bool reverse = false)
    {
        if (share is not { } part) return Math.Exp(ScalarTable.LeastLogSignificance);
        double[] all = [.. AnswerClass.All.SelectMany(set => Table(set, reverse: reverse).Significance).OrderDescending()];
        return all[Math.Clamp((int)Math.Ceiling(part * all.Length) - 1, 0, all.Length - 1)];
    }
}
