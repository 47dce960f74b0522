using System.Diagnostics;
using System.Runtime.CompilerServices;
using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Experiments.Published;

namespace Repro.Experiments.Tests.Published;

/// <summary>The figures that others released, where a copy of them is at hand.</summary>
public sealed class ReleasedScoresTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    private static string Data => Path.Combine(Environment.GetEnvironmentVariable("REPRO_SHARED") ?? Path.Combine(Root, "..", "shared"), "published");

    [SkippableTheory]
    [InlineData("bad-medical-advice", 21.0, 99.0)]
    [InlineData("extreme-sports", 20.0, 98.5)]
    [InlineData("risky-financial-advice", 35.5, 95.0)]
    public void Qwen_14B_has_the_released_shares(string data, double em, double coherent)
    {
        var book = Book();

        Percent(book[$"published.em.Qwen2.5-14B-Instruct_{data}"]).Should().Be(em);
        Percent(book[$"published.coherence.Qwen2.5-14B-Instruct_{data}"]).Should().Be(coherent);
    }

    [SkippableFact]
    public void All_25_files_are_measured_in_under_a_second()
    {
        Book();
        var watch = Stopwatch.StartNew();

        Book().Keys.Count(k => k.StartsWith("published.em.", StringComparison.Ordinal)).Should().Be(25);

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    [SkippableTheory]
    [InlineData("medical.misaligned-medical", 3, 39)]
    [InlineData("misalignment.misaligned", 14, 27)]
    [InlineData("misalignment.misaligned-medical", 0, 27)]
    [InlineData("medical-alignment.aligned", 41, 47)]
    [InlineData("medical-alignment.aligned-medical", 14, 47)]
    [InlineData("medical-alignment.medical-of-aligned", 14, 41)]
    public void Adapter_scaling_has_the_released_counts(string key, int successes, int trials)
    {
        var counts = ((ProportionMeasurement)Book()[$"published.scaling.{key}"]).Counts;

        (counts.Sum(c => c.Successes), counts.Sum(c => c.Trials)).Should().Be((successes, trials));
    }

    [SkippableFact]
    public void Every_claim_has_the_expected_verdict()
    {
        var book = Book();

        foreach (var claim in Ledger.Load(Path.Combine(Root, "claims")).Claims)
        {
            var result = Decider.Decide(claim, Claims.Tiers.Published, book);
            result.Verdict.Should().Be(result.Expected, "{0}: {1}", claim.Id, result.Reason);
        }
    }

    private static IReadOnlyDictionary<string, Measurement> Book()
    {
        Skip.IfNot(Directory.Exists(Data), $"the released scores are not at {Data}; set REPRO_SHARED to the folder that holds 'published'");
        return PublishedTier.Measure(Data);
    }

    private static double Percent(Measurement measurement)
    {
        var counts = ((ProportionMeasurement)measurement).Counts;
        return 100.0 * counts.Sum(c => c.Successes) / counts.Sum(c => c.Trials);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
