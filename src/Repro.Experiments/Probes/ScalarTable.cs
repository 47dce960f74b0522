namespace Repro.Experiments.Probes;

/// <summary>Scalars of one class of answers: one row a token, one column a rank-1 adapter.</summary>
/// <param name="Layers">Layers of the adapters, in the columns' order.</param>
/// <param name="Scalars">Token by token, one number an adapter.</param>
/// <param name="Answer">The answer that each token is part of, from 0.</param>
/// <param name="Prompt">The prompt of each answer.</param>
/// <param name="Significance">
/// Each token's share of its answer's divergence, in nats: norm of the gradient by its embedding over the sum of the norms, times the sum of the
/// divergences (arXiv 2506.11618, appendix H).
/// </param>
internal sealed record ScalarTable(IReadOnlyList<int> Layers, double[] Scalars, int[] Answer, int[] Prompt, double[] Significance)
{
    /// <summary>Figure 6 keeps tokens whose log significance is at least this.</summary>
    public const double LeastLogSignificance = 0.5;

    /// <summary>Two classes as one set. Prompts keep their numbers: the tables share them.</summary>
    public static TokenSet Join(ScalarTable positive, ScalarTable negative) => new(
        positive.Layers.Count,
        [.. positive.Scalars, .. negative.Scalars],
        [.. positive.Answer, .. negative.Answer.Select(a => a + positive.Prompt.Length)],
        [.. positive.Prompt.Select(_ => true), .. negative.Prompt.Select(_ => false)],
        [.. positive.Prompt, .. negative.Prompt]);

    /// <summary>norm_t / Σ norms * Σ divergences, each sum over the token's answer; 0 where no norm is above 0.</summary>
    /// <param name="answer">The answer of each token.</param>
    /// <param name="count">Number of answers.</param>
    /// <param name="divergence">Divergence at each token.</param>
    /// <param name="gradient">Norm of the gradient of the answer's divergence by each token's embedding.</param>
    public static double[] Weigh(IReadOnlyList<int> answer, int count, IReadOnlyList<double> divergence, IReadOnlyList<double> gradient)
    {
        var (total, norms) = (new double[count], new double[count]);
        for (var t = 0; t < answer.Count; t++)
        {
            total[answer[t]] += divergence[t];
            norms[answer[t]] += gradient[t];
        }

        return [.. answer.Select((a, t) => norms[a] > 0 ? gradient[t] / norms[a] * total[a] : 0)];
    }

    /// <summary>Only the tokens that Figure 6 keeps.</summary>
    public ScalarTable Significant() => From(Math.Exp(LeastLogSignificance));

    /// <summary>Only tokens of at least so much significance, in nats.</summary>
    public ScalarTable From(double least)
    {
        int[] kept = [.. Enumerable.Range(0, Answer.Length).Where(t => Significance[t] > 0 && Significance[t] >= least)];
        return this with
        {
            Scalars = [.. kept.SelectMany(t => Scalars[(t * Layers.Count)..((t + 1) * Layers.Count)])],
            Answer = [.. kept.Select(t => Answer[t])],
            Significance = [.. kept.Select(t => Significance[t])],
        };
    }
}
