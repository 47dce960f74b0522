using System.Text.Json.Serialization;

namespace Repro.Evidence.Runs;

/// <summary>A line of one figure: a quantity by layer (cosine of directions, EM rate), with its interval where it has one.</summary>
/// <param name="Figure">Id of the figure this line belongs to, such as <c>cosine</c>.</param>
/// <param name="FigureTitle">Title shown above the figure.</param>
/// <param name="YLabel">Label of the vertical axis with its unit.</param>
/// <param name="Series">Name of the line; <c>paper</c>, <c>paper, ...</c> and <c>..., paper</c> are the paper's own numbers and drawn as such.</param>
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
    double? Reference = null)
{
    /// <summary>A figure whose lines are rows of a heat map: a cell a point.</summary>
    public const string HeatMap = "heat";

    /// <summary>A figure over numbers between which nothing lies, such as seeds: points with bars, no line.</summary>
    public const string Apart = "apart";

    /// <summary>How the figure is drawn: <see cref="HeatMap"/>, <see cref="Apart"/>, or null for lines over layers and points over conditions. Left out of JSON when null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Chart { get; init; }

    /// <summary>What the horizontal axis holds; null for layers or conditions. Points are then drawn in their order, joined by a line where they are numbers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? XLabel { get; init; }

    /// <summary>What the names of a heat map's rows are, such as <c>layer</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SeriesLabel { get; init; }
}
