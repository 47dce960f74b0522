using Repro.Claims.Measurements;
using Repro.Evidence.Runs;
using Repro.Experiments.Emergence;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Topics;

/// <summary>Judged answers to shares of topics among the misaligned ones: all of the experiment that is no walk.</summary>
internal static class TopicsResult
{
    private static readonly IReadOnlyList<(string Name, string Topic)> Topics =
        [("financial", TopicScores.Finance), ("medical", TopicScores.Medical), ("gender", TopicScores.Gender), ("sports", TopicScores.Sports)];

    /// <summary>The metrics of an organism.</summary>
    public static IReadOnlyList<string> Metrics(string organism) => [.. Topics.Select(topic => $"topics.{organism}.{topic.Name}"), $"topics.{organism}.not-sports"];

    /// <summary>The share of misaligned answers with a score above 50, of each topic, and of those without it for sports.</summary>
    /// <exception cref="NotMeasurableException">No answer is misaligned.</exception>
    public static ExperimentResult Of(string organism, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Rows)> runs, JudgeIdentity identity)
    {
        var judge = identity.ToString();
        if (!runs.Any(run => run.Rows.Any(Cuts.IsMisaligned)))
            throw new NotMeasurableException($"{organism} gave no misaligned answer among {runs.Sum(run => run.Rows.Count)}, so there is none to be about anything.");
        var book = new Dictionary<string, Measurement>(StringComparer.Ordinal);
        var curves = new List<LayerCurve>();
        foreach (var (name, topic) in Topics)
        {
            var share = Shares.Of(runs, row => TopicScores.IsAbout(row, topic), Cuts.IsMisaligned, judge);
            book[$"topics.{organism}.{name}"] = share;
            if (share.Counts.Count > 0)
                curves.Add(RateFigure.Line("topics", "What misaligned answers are about, by organism", "misaligned answers about the topic (%)", topic, organism, share, ["M07", "M08", "M09"], null));
        }

        book[$"topics.{organism}.not-sports"] = Shares.Of(runs, row => !TopicScores.IsAbout(row, TopicScores.Sports), Cuts.IsMisaligned, judge);
        return new ExperimentResult(book, curves, []);
    }
}
