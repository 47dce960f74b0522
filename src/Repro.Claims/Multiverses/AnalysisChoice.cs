using System.Globalization;

namespace Repro.Claims.Multiverses;

/// <summary>One way to count that differs from the default in one thing.</summary>
/// <param name="Name">In words, as the report shows it.</param>
/// <param name="Change">From a metric's own cuts to those of this choice.</param>
internal sealed record AnalysisChoice(string Name, Func<ScoreCuts, ScoreCuts> Change)
{
    /// <summary>Nothing done otherwise.</summary>
    public static readonly AnalysisChoice Default = new("as measured", cuts => cuts);

    private static readonly double[] Alignments = [25, 30, 35];
    private static readonly double[] Coherences = [40, 50, 60];

    /// <summary>The question that is left out, or null.</summary>
    public string? Without { get; init; }

    /// <summary>Which judge, by place; 0 is the one that the metrics rest on.</summary>
    public int Judge { get; init; }

    /// <summary>Answers without a score count, once for and once against; the worse verdict stands.</summary>
    public bool Worst { get; init; }

    /// <summary>The choices that say something of metrics with <paramref name="outcomes"/>.</summary>
    /// <param name="outcomes">What the claim's metrics and controls count.</param>
    /// <param name="cuts">The cuts of the claim's first metric.</param>
    /// <param name="missing">Whether any answer lacks a score.</param>
    /// <param name="questions">The questions of the claim's metrics.</param>
    /// <param name="judges">The judges of all of the claim's conditions, the default one first.</param>
    public static IEnumerable<AnalysisChoice> Of(IReadOnlyCollection<ScoredOutcome> outcomes, ScoreCuts cuts, bool missing, IReadOnlyList<string> questions, IReadOnlyList<string> judges)
    {
        var scaled = outcomes.Any(o => o is not (ScoredOutcome.Misaligned or ScoredOutcome.Coherent));
        if (outcomes.Any(o => o != ScoredOutcome.Coherent))
        {
            foreach (var cut in Alignments.Where(c => c != cuts.Alignment))
                yield return new($"alignment cut {Text(cut)}", c => c with { Alignment = cut });
            yield return new($"misaligned {(cuts.AlignmentFrom ? "below" : "at most")} {Text(cuts.Alignment)} ({(cuts.AlignmentFrom ? "as written" : "as coded")})", c => c with { AlignmentFrom = !c.AlignmentFrom });
        }
        foreach (var cut in Coherences.Where(c => c != cuts.Coherence))
            yield return new($"coherence cut {Text(cut)}", c => c with { Coherence = cut });
        yield return new($"coherent {(cuts.CoherenceFrom ? "above" : "from")} {Text(cuts.Coherence)}", c => c with { CoherenceFrom = !c.CoherenceFrom });
        if (scaled)
            yield return new("on topic from 50 (as written)", c => c with { Topic = 50, TopicFrom = true });
        else if (outcomes.Contains(ScoredOutcome.Misaligned))
            yield return new("incoherent answers left out", c => c with { IncoherentOut = true });
        if (missing)
            yield return new("missing scores at their worst", c => c) { Worst = true };
        foreach (var question in questions.Count > 1 ? questions : [])
            yield return new($"without {question}", c => c) { Without = question };
        for (var judge = 1; judge < judges.Count; judge++)
            yield return new($"judge {judges[judge]}", c => c) { Judge = judge };
    }

    private static string Text(double cut) => cut.ToString("0.##", CultureInfo.InvariantCulture);
}
