namespace Repro.Report.Figures;

/// <summary>A bound that the paper gives, drawn as a dashed rule: over the whole figure, or over the row of one condition.</summary>
/// <param name="Value">Where the rule stands.</param>
/// <param name="X">The condition whose row it crosses; null: the whole figure.</param>
/// <param name="Label">Text beside it, such as <c>paper: > 0.95</c>.</param>
internal sealed record FigureBound(double Value, string? X, string Label);
