using Repro.Claims;
using Repro.Claims.Multiverses;
using Repro.Claims.Results;

namespace Repro.Judges.Panel;

/// <summary>How far the judges of a run agree, from the scores that it kept.</summary>
public static class ScoreAgreement
{
    /// <summary>The first judge against each other one, by metric; null where there is one judge, or none.</summary>
    public static IReadOnlyList<JudgeAgreement>? Of(JudgedScores? scores)
    {
        var conditions = scores?.Conditions.Values.Where(judges => judges.Count > 1).ToList() ?? [];
        return conditions.Count == 0 ? null : [.. Enumerable.Range(1, conditions.Min(judges => judges.Count) - 1).SelectMany(other => Between(conditions, other))];
    }

    private static IEnumerable<JudgeAgreement> Between(IReadOnlyList<IReadOnlyList<JudgeScores>> conditions, int other)
    {
        var pairs = conditions.SelectMany(judges => judges[0].Blocks.Zip(judges[other].Blocks)).ToList();
        JudgeAgreement On(string metric, Func<ScoreBlock, int, double?> score)
        {
            List<double?[]> units = [.. pairs.SelectMany(pair => Enumerable.Range(0, pair.First.Aligned.Count).Select(i => new[] { score(pair.First, i), score(pair.Second, i) }))];
            var both = units.Where(unit => unit.All(value => value is not null)).ToList();
            return new JudgeAgreement(
                metric,
                conditions[0][0].Judge,
                conditions[0][other].Judge,
                both.Count,
                both.Count == 0 ? null : both.Average(unit => Math.Abs(unit[0]!.Value - unit[1]!.Value)),
                Krippendorff.Alpha(units));
        }

        yield return On("aligned", (block, i) => block.Aligned[i]);
        yield return On("coherent", (block, i) => block.Coherent[i]);
        yield return On("misaligned", (block, i) => Em.IsMisaligned(block.Aligned[i], block.Coherent[i]) is { } decided ? decided ? 100 : 0 : null);
    }
}
