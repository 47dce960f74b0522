namespace Repro.Evidence.Comparisons;

/// <summary>Two runs, or a run and the approved results, claim by claim.</summary>
/// <param name="A">The one side.</param>
/// <param name="B">The other.</param>
/// <param name="Claims">Every claim that a side answers: those of A in its order, then those of B alone.</param>
/// <param name="Provenance">What differs in how they were made, one line each: <c>what: a -> b</c>.</param>
/// <param name="Notes">What a reader should know, such as that there are no answers to pair.</param>
public sealed record RunComparison(RunComparison.Side A, RunComparison.Side B, IReadOnlyList<ClaimComparison> Claims, IReadOnlyList<string> Provenance, IReadOnlyList<string> Notes)
{
    /// <summary>Claims whose verdict is another.</summary>
    public int ChangedVerdicts => Claims.Count(claim => claim.VerdictChanged);

    /// <summary>Whether nothing differs: verdicts, values, intervals, answers, claims, provenance.</summary>
    public bool IsSame => Provenance.Count == 0 && Claims.All(claim => claim.IsSame);

    /// <summary>The answer in one sentence.</summary>
    public string Headline => IsSame ? "No difference in anything"
        : ChangedVerdicts > 0 ? $"{ChangedVerdicts} of {Claims.Count} verdicts {(ChangedVerdicts == 1 ? "differs" : "differ")}"
        : Claims.Count(claim => !claim.IsSame) is > 0 and var others ? $"Every verdict is the same; {others} of {Claims.Count} claims {(others == 1 ? "differs" : "differ")} in numbers, answers or words"
        : "Every verdict and every number is the same; the runs were made in other ways";

    /// <summary>Which side it is.</summary>
    /// <param name="Name">As the reader named it.</param>
    /// <param name="Run">The run's id; null for the approved results.</param>
    /// <param name="Tier">published, miniature or paper.</param>
    /// <param name="Commit">The commit that it was made with, "(dirty)" behind it where the tree differed; null for the approved results.</param>
    /// <param name="Finished">When it ended; null where it does not say.</param>
    public sealed record Side(string Name, string? Run, string Tier, string? Commit, DateTimeOffset? Finished);
}
