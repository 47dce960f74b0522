namespace Repro.Evidence.Runs;

/// <summary>A line of one figure: a quantity by layer (cosine of directions, EM rate), with its interval where it has one.</summary>
/// <param name="Figure">Id of the figure this line belongs to, such as <c>cosine</c>.</param>
/// <param name="FigureTitle">Title shown above the figure.</param>
/// <param name="YLabel">Label of the vertical axis with its unit.</param>
/// <param name="Series">Name of the line.</param>
/// <param name="Points">One point a layer or category.</param>
/// <param name="Claims">Ids of claims whose section shows the figure.</param>
/// <param name="Reference">A horizontal reference line (the claim's threshold), or null.</param>
public sealed record LayerCurve(
    string Figure,
    string FigureTitle,
    string YLabel,
    string Series,
    IReadOnlyList<CurvePoint> Points,
    IReadOnlyList<string> Claims,
    double? Reference = null);
