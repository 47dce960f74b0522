using System.Text.Json.Serialization;
using Repro.Claims.Multiverses;

namespace Repro.Evidence.Comparisons;

/// <summary>How often the answers of one condition have an outcome in A and in B, in %, and the difference B - A in points with its 90 % interval.</summary>
/// <param name="Condition">Whose answers, under which intervention.</param>
/// <param name="Outcome">What is counted.</param>
/// <param name="A">Share in A.</param>
/// <param name="B">Share in B.</param>
/// <param name="Difference">B - A.</param>
/// <param name="Interval">[low, high] of the difference; [0, 0] where every pair has the same scores.</param>
/// <param name="Pairs">Answers that were compared one by one: same question, seed and sample number. 0: the sides have none in common, and the interval is that of independent answers.</param>
/// <param name="Changed">Pairs whose scores are not the same.</param>
/// <param name="Unpaired">Answers of either side without a partner.</param>
public sealed record ShareChange(
    string Condition,
    [property: JsonConverter(typeof(JsonStringEnumConverter<ScoredOutcome>))] ScoredOutcome Outcome,
    double A,
    double B,
    double Difference,
    IReadOnlyList<double> Interval,
    int Pairs,
    int Changed,
    int Unpaired)
{
    /// <summary>Identities of the two judges, where they are two.</summary>
    public string? Judges { get; init; }

    /// <summary>Whether anything differs.</summary>
    public bool IsSame => Changed == 0 && Unpaired == 0 && Pairs > 0 && Judges is null;
}
