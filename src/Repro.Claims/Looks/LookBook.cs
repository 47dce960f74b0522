using Repro.Claims.Measurements;
using Repro.Claims.Multiverses;

namespace Repro.Claims.Looks;

/// <summary>What is known at a look.</summary>
/// <param name="Book">Measurements over all answers so far.</param>
/// <param name="Scores">The scores behind them; null where no metric is counted from scores.</param>
public sealed record LookBook(IReadOnlyDictionary<string, Measurement> Book, JudgedScores? Scores)
{
    /// <summary>The same as it was after the first <paramref name="samples"/> answers to each question.</summary>
    public LookBook After(int samples)
    {
        if (Scores is null)
            return this;
        var then = Scores.First(samples);
        var counts = new Retally(then, AnalysisChoice.Default);
        var book = Book.ToDictionary(m => m.Key, m => m.Value is not MissingMeasurement && then.Metrics.ContainsKey(m.Key) ? counts.Of(m.Key, MissingScores.Dropped) : m.Value, StringComparer.Ordinal);
        return new LookBook(book, then);
    }

    /// <summary>Answers of each sample number behind these metrics: one for every question and seed of every condition.</summary>
    internal long Cells(IEnumerable<string> keys) => Scores is null ? 0 : keys.Where(Scores.Metrics.ContainsKey).SelectMany(key => Scores.Metrics[key].Conditions).Distinct(StringComparer.Ordinal).Sum(c => (long)Scores.Conditions[c][0].Blocks.Count);
}
