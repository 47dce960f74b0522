namespace Repro.Report.Figures;

/// <summary>Where in a figure a claim's paper value belongs.</summary>
/// <param name="Figure">Id of the figure.</param>
/// <param name="Series">How the name of the line starts that the paper's number stands beside.</param>
/// <param name="X">How the name of the condition starts; null: every place at which that line has a point.</param>
/// <param name="Claim">The claim that states the number.</param>
/// <param name="Before">Where the claim states a cut: the claim that states what was cut, so that the mark is what the paper was left with.</param>
/// <param name="Layer">The paper's layer of 48, where the figure is over layers: the mark stands at the same depth.</param>
/// <param name="Bound">Where the paper gives a bound and no measured value: its words, with {0} for the number.</param>
/// <param name="Every">Whether the bound is of every line that the figure has there.</param>
internal sealed record PaperMark(string Figure, string Series, string? X, string Claim, string? Before = null, int? Layer = null, string? Bound = null, bool Every = false)
{
    public const string Above = "> {0}", Least = "at least {0}", Most = "at most {0}", AllButFour = "> {0} in all but 4 layers";
}
