using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;
using Repro.Evidence.Runs;
using Repro.Experiments.Emergence;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Steering;
using Repro.Judges;

namespace Repro.Experiments.Semantics;

/// <summary>Judged answers under one direction to what the misaligned ones are about: all of the experiment that is no walk.</summary>
internal static class SemanticSteeringResult
{
    private static readonly IReadOnlyList<string> Claims = ["C12", "C13", "C14"];

    /// <summary>The metrics of a direction.</summary>
    public static IReadOnlyList<string> Metrics(string direction) =>
    [
        $"semantic.{direction}.em", $"semantic.{direction}.coherence", $"semantic.{direction}.strength",
        .. SemanticTopics.All.SelectMany(topic => new[] { $"semantic.{direction}.about-{topic}", $"semantic.{direction}.{topic}-score" }),
    ];

    /// <summary>Rates, shares and mean scores of topics among misaligned answers, and figures.</summary>
    /// <param name="direction">General, or a topic.</param>
    /// <param name="grid">The strengths of the sweeps, at one layer.</param>
    /// <param name="runs">Judged answers of all cells, and fresh ones at the best, by seed.</param>
    /// <param name="identity">Who judged.</param>
    /// <exception cref="NotMeasurableException">No answer is misaligned.</exception>
    public static ExperimentResult Of(string direction, SteeringGrid grid, IReadOnlyList<(long Seed, IReadOnlyList<JudgedResponse> Sweep, IReadOnlyList<JudgedResponse> Best)> runs, JudgeIdentity identity)
    {
        var judge = identity.ToString();
        var strength = SteeringChoice.Of(SteeringChoice.Best, grid, [.. runs.Select(run => run.Sweep)])!.Strength;
        var best = runs.Select(run => (run.Seed, run.Best)).ToList();
        var misaligned = best.Sum(run => run.Best.Count(Cuts.IsMisaligned));
        if (misaligned == 0) throw new NotMeasurableException($"Steering by the {direction} direction gave no misaligned answer among {best.Sum(run => run.Best.Count)}, so there is none to be about anything.");
        var em = Tally.Proportion(best, ScoredOutcome.Misaligned, judge);
        var book = new Dictionary<string, Measurement>(StringComparer.Ordinal)
        {
            [$"semantic.{direction}.em"] = em,
            [$"semantic.{direction}.coherence"] = Tally.Proportion(best, ScoredOutcome.Coherent, judge),
            [$"semantic.{direction}.strength"] = new ExactMeasurement(strength, "the strength with the most misaligned answers of the sweep"),
        };
        var curves = new List<LayerCurve> { RateFigure.Line("semantic-em", "EM rate under the directions of topics, fresh answers", "EM rate (%)", "all answers", direction, em, Claims, null) };
        foreach (var topic in SemanticTopics.All)
        {
            book[$"semantic.{direction}.about-{topic}"] = Shares.Of(best, row => TopicScores.IsAbout(row, topic), Cuts.IsMisaligned, judge);
            var mean = Shares.Mean(best, row => TopicScores.Of(row, topic), Cuts.IsMisaligned, judge);
            book[$"semantic.{direction}.{topic}-score"] = mean;
            if (mean.Counts.Count > 0)
                curves.Add(RateFigure.Line("semantic-topics", "What misaligned answers are about, by the direction that steers", "mean topic score (0 to 100)", topic, direction, mean, Claims, null));
        }

        return new ExperimentResult(book, curves, []);
    }
}
