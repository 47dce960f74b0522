namespace Repro.Report.Figures;

/// <summary>Tells the paper's own numbers from the run's, by the name of their line.</summary>
internal static class PaperLine
{
    public static bool Is(string series) =>
        series == "paper" || series.StartsWith("paper, ", StringComparison.Ordinal) || series.EndsWith(", paper", StringComparison.Ordinal);
}
