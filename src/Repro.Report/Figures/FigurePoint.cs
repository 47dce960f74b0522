namespace Repro.Report.Figures;

/// <summary>One mark of a figure.</summary>
/// <param name="Series">The line it belongs to.</param>
/// <param name="X">Layer, number or condition, as text.</param>
/// <param name="Value">The value.</param>
/// <param name="Low">Lower end of its interval, or null.</param>
/// <param name="High">Upper end of its interval, or null.</param>
/// <param name="Paper">Whether it is the paper's own number.</param>
/// <param name="Chosen">Whether it was chosen among the others.</param>
/// <param name="Label">Text beside it, or null.</param>
internal sealed record FigurePoint(string Series, string X, double Value, double? Low, double? High, bool Paper, bool Chosen, string? Label);
