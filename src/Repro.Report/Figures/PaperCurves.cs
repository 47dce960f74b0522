using System.Globalization;
using Repro.Claims.Results;
using Repro.Evidence.Runs;

namespace Repro.Report.Figures;

/// <summary>
/// The papers' own numbers as lines of the figures that show the same quantity. The numbers are the paper values of the run's claims, as the ledger had them; here
/// stands only where each belongs, and which of them are bounds. Of a claim that the run did not answer no number is known, and none is marked.
/// </summary>
internal static class PaperCurves
{
    /// <summary>Layers of the model that the papers' layer numbers belong to.</summary>
    private const int PaperDepth = 48;

    private const string Qwen14 = "Qwen2.5-14B-Instruct_", Qwen32 = "Qwen2.5-32B-Instruct_", These = "over these questions";

    private static readonly PaperMark[] Marks =
    [
        new("em", "all questions", "nine-rank-1", "C04"),
        new("em", "all questions", "rank32-medical", "C03"),
        new("em", "all questions", "rank32-sports", "C22"),
        new("em", "all questions", "single-rank-1", "C26"),
        new("em", "all questions", "single-rank-1-sports", "M17"),
        new("coherence", "all questions", "nine-rank-1", "C06", Bound: PaperMark.Least),
        new("coherence", "all questions", "single-rank-1", "M18", Bound: PaperMark.Above),
        new("coherence", "all questions", "single-rank-1-sports", "M18", Bound: PaperMark.Above),
        new("coherence", "all questions", "single-rank-1-finance", "M18", Bound: PaperMark.Above),
        new("ablation", "nine-rank-1", "layerwise", "C18", Before: "C04"),
        new("ablation", "nine-rank-1", "single", "C19", Before: "C04"),
        new("ablation", "rank32-medical", "transfer", "C20", Before: "C03"),
        new("ablation", "rank32-sports", "transfer", "C21", Before: "C22"),
        new("ablation", "single-rank-1", "single", "C28", Before: "C26"),
        new("ablation", "single-rank-1", "one-layer", "C29", Before: "C26"),
        new("ablation-coherence", "nine-rank-1", "layerwise", "C23", Bound: PaperMark.Above, Every: true),
        new("ablation-coherence", "nine-rank-1", "single", "C23", Bound: PaperMark.Above, Every: true),
        new("ablation-coherence", "rank32-medical", "transfer", "C23", Bound: PaperMark.Above, Every: true),
        new("ablation-coherence", "rank32-sports", "transfer", "C23", Bound: PaperMark.Above, Every: true),
        new("cosine", "rank32-medical|rank32-sports", null, "C25", Bound: PaperMark.AllButFour, Every: true),
        new("cosine-b-vector", "seed", null, "C27", Layer: 24),
        new("cosine-downstream", "all answers", null, "C31", Layer: 40),
        new("patching", "whole", "most lowered", "C46"),
        new("patching", "whole", "non-medical-into-medical", "C47"),
        new("steering-best", "EM rate", "general", "C09"),
        new("semantic-cosine", "gender", null, "C15", Bound: PaperMark.Above),
        new("semantic-cosine", "medical", null, "C16", Bound: PaperMark.Most),
        new("semantic-topics", "gender", "general", "C12", Bound: PaperMark.Above),
        new("semantic-topics", "gender", "gender", "C12", Bound: PaperMark.Above),
        new("published-em", These, $"{Qwen14}bad-medical-advice", "C03"),
        new("published-em", These, $"{Qwen14}extreme-sports", "C22"),
        new("published-em", These, $"{Qwen14}risky-financial-advice", "M01"),
        new("published-em", These, $"{Qwen32}extreme-sports", "M02"),
        new("published-em", These, $"{Qwen32}risky-financial-advice", "M02"),
        new("published-em", These, "Llama-3.2-1B-Instruct_risky-financial-advice", "M12", Bound: PaperMark.Most),
        new("published-coherence", These, Qwen32, "M03", Bound: PaperMark.Above),
        new("published-scaling", "misalignment", "misaligned", "C42"),
        new("published-scaling", "medical", "misaligned-medical", "C43"),
        new("published-scaling", "medical-alignment", "aligned", "C44"),
        new("published-probes", "medical or not", "tokens divided", "C35"),
        new("published-probes", "misaligned or not", "tokens divided", "C37"),
    ];

    /// <summary>The lines, and behind those of a figure the paper's.</summary>
    /// <param name="curves">Lines of a run.</param>
    /// <param name="results">Its claims, with the papers' numbers.</param>
    public static IReadOnlyList<LayerCurve> Beside(IReadOnlyList<LayerCurve> curves, IReadOnlyList<ClaimResult> results)
    {
        var claims = results.DistinctBy(claim => claim.Id, StringComparer.Ordinal).ToDictionary(claim => claim.Id, StringComparer.Ordinal);
        var lines = new List<LayerCurve>();
        foreach (var figure in curves.GroupBy(curve => curve.Figure, StringComparer.Ordinal))
        {
            lines.AddRange(figure);
            var marks = Marks.Where(mark => mark.Figure == figure.Key).ToList();
            var several = marks.Where(mark => mark.Bound is null).Select(mark => mark.Series).Distinct(StringComparer.Ordinal).Count() > 1;
            foreach (var same in marks.Where(mark => mark.Bound is null).GroupBy(mark => mark.Series, StringComparer.Ordinal))
            {
                if (figure.FirstOrDefault(line => Named(line.Series, same.Key)) is not { } line) continue;
                var points = same.SelectMany(mark => Points(line, mark, claims).Select(point => (mark.Claim, Point: point))).ToList();
                if (points.Count > 0) lines.Add(line with { Series = several ? $"paper, {line.Series}" : "paper", Points = [.. points.Select(p => p.Point)], Claims = [.. points.Select(p => p.Claim).Distinct(StringComparer.Ordinal)] });
            }

            lines.AddRange(Bounds([.. figure], [.. marks.Where(mark => mark.Bound is not null)], claims));
        }

        return lines;
    }

    /// <summary>A line a bound, which is its name; a bound of one line among several says whose it is.</summary>
    private static IEnumerable<LayerCurve> Bounds(IReadOnlyList<LayerCurve> figure, IReadOnlyList<PaperMark> marks, Dictionary<string, ClaimResult> claims)
    {
        var rows =
            from mark in marks
            let line = figure.FirstOrDefault(line => Named(line.Series, mark.Series))
            where line is not null
            from point in Points(line, mark, claims)
            let words = string.Format(CultureInfo.InvariantCulture, mark.Bound!, $"{point.Value.ToString("0.##", CultureInfo.InvariantCulture)}{PaperLine.Unit(line.YLabel)}")
            select (Line: line, mark.Claim, Point: point, Name: $"paper{(mark.Every || figure.Count == 1 ? "" : $", {line.Series}")}: {words}");
        return rows.GroupBy(row => row.Name, StringComparer.Ordinal).Select(bound => bound.First().Line with
        {
            Series = bound.Key,
            Points = [.. bound.Select(row => row.Point).DistinctBy(point => point.X, StringComparer.Ordinal)],
            Claims = [.. bound.Select(row => row.Claim).Distinct(StringComparer.Ordinal)],
            Chart = PaperLine.Bound,
        });
    }

    private static IEnumerable<CurvePoint> Points(LayerCurve line, PaperMark mark, Dictionary<string, ClaimResult> claims)
    {
        if (Value(mark, claims) is not { } value) return [];
        var places = mark.Layer is { } layer ? Depth(line, layer) : line.Points.Select(point => point.X).Where(x => mark.X is null || Named(x, mark.X));
        return places.Select(x => new CurvePoint(x, value));
    }

    private static double? Value(PaperMark mark, Dictionary<string, ClaimResult> claims)
    {
        if (!claims.TryGetValue(mark.Claim, out var claim) || claim.PaperValue is not { } value) return null;
        if (mark.Before is { } id) return claims.TryGetValue(id, out var before) && before.PaperValue is { } from ? Left(from, 100 - (decimal)value) : null;
        return claim.Unit == "ratio" ? Math.Round(100 * (value - 1), 10) : value;
    }

    /// <summary>What a cut leaves, with as many digits as the share that is left has.</summary>
    private static double Left(double from, decimal share)
    {
        var digits = share.ToString("0.##########", CultureInfo.InvariantCulture).Count(char.IsAsciiDigit) - (share < 1 ? 1 : 0);
        var left = from * (double)share / 100;
        return left == 0 ? 0 : Math.Round(left, Math.Clamp(digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(left))), 0, 10));
    }

    /// <summary>The same depth in the figure's model; layers are numbered from 0 in both.</summary>
    private static List<string> Depth(LayerCurve line, int layer)
    {
        var layers = line.Points.Select(point => int.TryParse(point.X, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1).ToList();
        return layers.Count == 0 || layers.Contains(-1) ? [] : [(layer * (layers.Max() + 1) / PaperDepth).ToString(CultureInfo.InvariantCulture)];
    }

    /// <summary>Whether a name is this one or goes on behind it with another word.</summary>
    private static bool Named(string name, string start) =>
        name.StartsWith(start, StringComparison.Ordinal) && (name.Length == start.Length || start[^1] == '_' || !(char.IsAsciiLetterOrDigit(name[start.Length]) || name[start.Length] is '-' or '_'));
}
