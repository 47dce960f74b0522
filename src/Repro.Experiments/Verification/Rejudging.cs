using Repro.Core.Random;
using Repro.Evidence.Bundles;
using Repro.Experiments.Responses;
using Repro.Judges;
using Repro.Judges.Panel;

namespace Repro.Experiments.Verification;

/// <summary>A sample of a run's responses, scored by another judge, and how far the two agree.</summary>
/// <param name="Sampled">Responses that were scored again.</param>
/// <param name="Of">All responses.</param>
/// <param name="Agreement">Krippendorff's alpha, mean differences, and agreement on EM.</param>
public sealed record Rejudging(int Sampled, int Of, Agreement Agreement)
{
    /// <summary>Scores again each response whose own draw of <paramref name="seed"/> falls below <paramref name="share"/>: nobody chooses, and a larger share holds the smaller.</summary>
    /// <param name="evidence">The run's evidence.</param>
    /// <param name="other">The other judge.</param>
    /// <param name="share">Above 0, at most 1.</param>
    /// <param name="seed">Chooses the sample.</param>
    /// <param name="cancellation">Ctrl-C.</param>
    /// <exception cref="MissingEvidenceException">Responses, judgements or questions are not here.</exception>
    public static Rejudging Sample(EvidenceSet evidence, IJudge other, double share, long seed, CancellationToken cancellation)
    {
        var judged = new JudgedAgain(evidence, []);
        var stored = new List<Judgement>();
        var requests = new List<JudgeRequest>();
        var all = 0;
        JudgeIdentity? identity = null;
        var deciding = Deciding(evidence);
        foreach (var id in evidence.Artifacts.Values.Where(a => a.Key.Stage == "judge").Select(a => a.Id))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!deciding.Contains(id)) continue;
            identity ??= judged.JudgeOf(id);
            var stream = StreamKey.Of(seed, "rejudge", id);
            var texts = judged.Questions(id);
            foreach (var (row, i) in judged.Rows(id).Select((row, i) => (row, i)))
            {
                all++;
                if (stream.UniformAt((ulong)i) >= share) continue;
                stored.Add(row.Judgement);
                requests.Add(new JudgeRequest(row.Response.QuestionId, texts[row.Response.QuestionId], row.Response.Text));
            }
        }

        if (identity is null) throw new MissingEvidenceException("judged responses are not here");
        var again = other.JudgeAsync(requests, cancellation).GetAwaiter().GetResult();
        return new Rejudging(requests.Count, all, Agreement.Of([new PanelJudgements(identity, stored), new PanelJudgements(other.Identity, again)]));
    }

    /// <summary>Judgements by the judge that decides: those that measurements or activations name, not those of a second judge. All of them where nothing names any.</summary>
    private static HashSet<string> Deciding(EvidenceSet evidence)
    {
        var all = evidence.Artifacts.Values.Where(a => a.Key.Stage == "judge").Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        var named = evidence.Artifacts.Values.Where(a => a.Key.Stage is "measure" or "activations").SelectMany(a => a.Key.Inputs)
            .SelectMany(id => evidence.Artifacts.GetValueOrDefault(id) is { Key.Stage: "join-waves" } joined ? joined.Key.Inputs : [id]).Where(all.Contains).ToHashSet(StringComparer.Ordinal);
        return named.Count > 0 ? named : all;
    }
}
