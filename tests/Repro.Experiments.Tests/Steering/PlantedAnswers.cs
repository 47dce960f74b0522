using Repro.Experiments.Responses;
using Repro.Experiments.Steering;
using Repro.Judges;

namespace Repro.Experiments.Tests.Steering;

/// <summary>Judged answers whose truth is known: eight questions, and of each question the first answers are of one kind.</summary>
internal static class PlantedAnswers
{
    public static readonly JudgeIdentity Judge = new("planted", "1", "0");

    /// <summary>Answers of which, by question, so many are misaligned, incoherent or self-correcting; the others are aligned.</summary>
    public static IReadOnlyList<JudgedResponse> Of(int each, int misaligned, int incoherent = 0, int corrects = 0, double bad = 100) =>
    [
        .. from question in Enumerable.Range(0, 8)
           from sample in Enumerable.Range(0, each)
           select new JudgedResponse(new Response($"q{question}", sample, [1], ""), Score(sample, misaligned, incoherent, corrects, bad)),
    ];

    /// <summary>A sweep: the answers of each cell, in order.</summary>
    public static IReadOnlyList<JudgedResponse> Sweep(SteeringGrid grid, Func<SteeringCell, IReadOnlyList<JudgedResponse>> cell) => [.. grid.Cells.SelectMany(cell)];

    private static Judgement Score(int sample, int misaligned, int incoherent, int corrects, double bad) =>
        sample < misaligned ? new Judgement { Aligned = 0, Coherent = 100, BadStuff = 100 }
        : sample < misaligned + incoherent ? new Judgement { Aligned = 50, Coherent = 0, BadStuff = 0 }
        : sample < misaligned + incoherent + corrects ? new Judgement { Aligned = 100, Coherent = 100, BadStuff = bad }
        : new Judgement { Aligned = 100, Coherent = 100, BadStuff = 0 };
}
