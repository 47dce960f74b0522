using System.Globalization;
using System.Text.RegularExpressions;
using Repro.Claims.Measurements;

namespace Repro.Experiments.Published;

/// <summary>Released shares as values at ordered levels: by the size of the base model, and by the coherence that a scaled model's answer needs.</summary>
internal static partial class PublishedTrends
{
    /// <summary>
    /// <c>published.trend.{family}.em</c> and <c>.coherence</c>, for families of base models with two sizes or more: within each question of each data set,
    /// levels are billions of parameters; <c>published.trend.scaling.{stem}</c>: within each prompt, the medical share at each cut that leaves it answers.
    /// </summary>
    public static IEnumerable<(string Key, OrderedMeasurement Value)> Of(IReadOnlyDictionary<string, Measurement> book)
    {
        foreach (var (prefix, name) in new[] { ("published.em.", "em"), ("published.coherence.", "coherence") })
        {
            var families = Shares(book, prefix).Select(s => (Base: BaseModel().Match(s.Name), s.Share)).Where(s => s.Base.Success).GroupBy(s => s.Base.Groups["family"].Value.ToLowerInvariant(), StringComparer.Ordinal);
            foreach (var family in families.Where(f => f.Select(s => s.Base.Groups["size"].Value).Distinct(StringComparer.Ordinal).Count() > 1))
                yield return ($"published.trend.{family.Key}.{name}", new OrderedMeasurement([.. family.SelectMany(s => Values($"{s.Base.Groups["data"].Value}, ", double.Parse(s.Base.Groups["size"].Value, CultureInfo.InvariantCulture), s.Share))]) { Judge = PublishedTier.Judge });
        }

        foreach (var scaling in Shares(book, "published.scaling-cut.").GroupBy(s => s.Name[..s.Name.LastIndexOf('.')], StringComparer.Ordinal))
            yield return ($"published.trend.scaling.{scaling.Key}", new OrderedMeasurement([.. scaling.SelectMany(s => Values("", double.Parse(s.Name[(scaling.Key.Length + 1)..], CultureInfo.InvariantCulture), s.Share))]) { Judge = PublishedTier.Judge });
    }

    private static IEnumerable<OrderedValue> Values(string group, double level, ProportionMeasurement share)
        => share.Counts.Where(c => c.Trials > 0).Select(c => new OrderedValue(group + c.Question, level, (double)c.Successes / c.Trials));

    private static IEnumerable<(string Name, ProportionMeasurement Share)> Shares(IReadOnlyDictionary<string, Measurement> book, string prefix)
        => book.Where(m => m.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => (m.Key[prefix.Length..], (ProportionMeasurement)m.Value));

    /// <summary>Such as <c>Qwen2.5-14B-Instruct_extreme-sports_S42</c> or <c>gemma-3-4b-it_extreme-sports</c>: family, size, data set.</summary>
    [GeneratedRegex(@"^(?<family>[A-Za-z]+)[0-9.]*-(?:[0-9.]+-)?(?<size>[0-9.]+)[bB](?:-[A-Za-z]+)?_(?<data>.+?)(?:_S[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BaseModel();
}
