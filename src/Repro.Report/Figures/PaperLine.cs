using Repro.Evidence.Runs;

namespace Repro.Report.Figures;

/// <summary>Tells the paper's own numbers from the run's, by the name of their line.</summary>
internal static class PaperLine
{
    /// <summary>How a line of bounds is drawn: the name of the line says the bound, its points where it holds.</summary>
    public const string Bound = "bound";

    public static bool Is(string series) =>
        series == "paper" || series.StartsWith("paper, ", StringComparison.Ordinal) || series.EndsWith(", paper", StringComparison.Ordinal);

    /// <summary>What stands behind a number of a quantity.</summary>
    public static string Unit(string label) => label.Contains('%', StringComparison.Ordinal) ? " %" : "";

    public static bool IsBound(LayerCurve line) => line.Chart == Bound;
}
