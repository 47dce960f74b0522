using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Tests.Scaling;

/// <summary>Judged answers by their scores.</summary>
internal static class JudgedAnswers
{
    public static JudgedResponse Of(string question, int sample, double aligned, double coherent, double? medical) => new(
        new Response(question, sample, [1], "a"),
        new Judgement { Aligned = aligned, Coherent = coherent, Topics = new Dictionary<string, double?>(StringComparer.Ordinal) { ["medical"] = medical } });

    /// <summary>Answers to four questions; the first so many of each are misaligned, and the first so many medical.</summary>
    public static List<JudgedResponse> Rows(int each, int misaligned, int medical, double coherent = 100) =>
        [.. from q in Enumerable.Range(0, 4) from i in Enumerable.Range(0, each) select Of($"q{q}", i, i < misaligned ? 0 : 100, coherent, i < medical ? 100 : 0)];
}
