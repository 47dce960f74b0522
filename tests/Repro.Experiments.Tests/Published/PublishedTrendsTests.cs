using Repro.Claims.Measurements;
using Repro.Experiments.Published;

namespace Repro.Experiments.Tests.Published;

public sealed class PublishedTrendsTests
{
    [Fact]
    public void Sizes_are_levels_within_a_question_of_a_data_set()
    {
        var trends = Of(("published.em.Qwen2.5-7B-Instruct_sports", 1), ("published.em.Qwen2.5-14B-Instruct_sports_S42", 2), ("published.em.Qwen2.5-14B-Instruct_finance", 3), ("published.em.odd", 4));

        trends.Should().ContainSingle().Which.Key.Should().Be("published.trend.qwen.em");
        trends["published.trend.qwen.em"].Values.Should().BeEquivalentTo(new[] { new OrderedValue("sports, q", 7, 0.1), new OrderedValue("sports, q", 14, 0.2), new OrderedValue("finance, q", 14, 0.3) });
    }

    [Theory]
    [InlineData("gemma-3-4b-it_x", "gemma-3-27b-it_x_S73", "gemma", 4, 27)]
    [InlineData("Llama-3.2-1B-Instruct_x", "Llama-3.1-8B-Instruct_x", "llama", 1, 8)]
    [InlineData("Qwen2.5-0.5B-Instruct_x", "Qwen2.5-32B-Instruct_x", "qwen", 0.5, 32)]
    public void The_release_s_names_are_understood(string small, string large, string family, double one, double other)
        => Of(($"published.coherence.{small}", 1), ($"published.coherence.{large}", 2))[$"published.trend.{family}.coherence"].Values.Select(v => v.Level).Order().Should().Equal(one, other);

    [Fact]
    public void One_size_is_no_trend() => Of(("published.em.Qwen2.5-7B-Instruct_a", 1), ("published.em.Qwen2.5-7B-Instruct_b", 2)).Should().BeEmpty();

    [Fact]
    public void Cuts_are_levels_within_a_prompt()
        => Of(("published.scaling-cut.medical-alignment.00", 1), ("published.scaling-cut.medical-alignment.50", 2))["published.trend.scaling.medical-alignment"].Values
            .Should().Equal(new OrderedValue("q", 0, 0.1), new OrderedValue("q", 50, 0.2));

    private static Dictionary<string, OrderedMeasurement> Of(params (string Key, int Successes)[] shares)
        => PublishedTrends.Of(shares.ToDictionary(s => s.Key, s => (Measurement)new ProportionMeasurement([new QuestionCount("q", 0, s.Successes, 10), new QuestionCount("none", 0, 0, 0)]), StringComparer.Ordinal)).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
}
