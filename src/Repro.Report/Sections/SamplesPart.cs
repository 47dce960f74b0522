using System.Globalization;
using Repro.Evidence.Runs;
using Repro.Report.Html;
using Repro.Report.Text;

namespace Repro.Report.Sections;

/// <summary>A claim's sample answers, word for word as the judge saw them.</summary>
internal static class SamplesPart
{
    public static Markup Render(string claim, IReadOnlyList<SampleAnswer> all)
    {
        var samples = all.Where(sample => sample.Claims.Contains(claim)).ToList();
        return samples.Count == 0
            ? Markup.Empty
            : Markup.Of(
                $"""
                 <details class="samples"><summary>Sample answers <span class="quiet">{samples.Count}</span></summary>
                 {samples.GroupBy(sample => sample.Condition).Select(Condition)}
                 </details>
                 """);
    }

    private static Markup Condition(IGrouping<string, SampleAnswer> condition) => Markup.Of(
        $"""
         <h4>{condition.Key}</h4>
         {condition.Select(Sample)}
         """);

    private static Markup Sample(SampleAnswer sample) => Markup.Of(
        $"""
         <div class="sample">
         <p class="question" dir="auto">{sample.Question}</p>
         <blockquote dir="auto">{sample.Answer}</blockquote>
         <p class="quiet">{Score("aligned", sample.Aligned)}{Score("coherent", sample.Coherent)}<span>question {sample.QuestionId}</span><span>seed {sample.Seed.ToString(CultureInfo.InvariantCulture)}, sample {sample.Sample}</span></p>
         </div>
         """);

    private static Markup Score(string name, double? score)
        => Markup.Of($"<span>{name} {(score is { } s ? Markup.Of($"<b>{Numbers.Short(s)}</b>") : Markup.Text("not scored"))}</span>");
}
