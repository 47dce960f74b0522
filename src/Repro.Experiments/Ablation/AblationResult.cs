using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Experiments.Emergence;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Ablation;

/// <summary>Judged responses before and after to the cut of EM: all of the experiment that is no walk, so that a verifier computes the same without a model.</summary>
internal static class AblationResult
{
    private static readonly IReadOnlyList<string> Claims = ["C18", "C19", "C20", "C21", "C24"];

    private static readonly IReadOnlyList<string> SingleClaims = ["C28", "C29", "C30", "S13"];

    /// <summary>Pairs, coherence after, and figures.</summary>
    /// <param name="mode">One of <see cref="Interventions.AblationMode"/> or <see cref="Interventions.AdapterMode"/>.</param>
    /// <param name="target">Whose answers.</param>
    /// <param name="rows">Judged responses by seed.</param>
    /// <param name="identity">Who judged.</param>
    public static ExperimentResult Of(string mode, string target, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Before, IReadOnlyList<JudgedResponse> After)> rows, JudgeIdentity identity)
    {
        var (judge, single) = (identity.ToString(), target == OrganismNames.SingleRank1);
        var after = rows.Select(run => (run.Seed, run.After)).ToList();
        var coherence = Tally.Proportion(after, ScoredOutcome.Coherent, judge);
        return new ExperimentResult(
            new Dictionary<string, Measurement>(StringComparer.Ordinal)
            {
                [$"ablation.{mode}.{target}"] = Tally.Paired(rows, judge),
                [$"ablation-coherence.{mode}.{target}"] = coherence,
            },
            [
                RateFigure.Line("ablation", "EM rate after ablation", "EM rate (%)", target, mode, Tally.Proportion(after, ScoredOutcome.Misaligned, judge), single ? SingleClaims : Claims, null),
                RateFigure.Line("ablation-coherence", "Coherence after ablation", "coherent answers (%)", target, mode, coherence, single ? SingleClaims : ["C23"], 99),
            ],
            []);
    }
}
