using Repro.Experiments.Responses;
using Repro.Experiments.Semantics;
using Repro.Judges;

namespace Repro.Experiments.Tests.Semantics;

public sealed class SemanticRowsTests
{
    [Fact]
    public void Each_stance_and_topic_has_its_most_and_answers_in_between_are_in_no_set()
    {
        List<JudgedResponse> rows = [.. from topic in new[] { "gender", "finance", "medical", "sports" } from aligned in new[] { 0, 50, 90 } from sample in Enumerable.Range(0, 150) select Row(topic, aligned, sample)];

        var chosen = SemanticRows.Of(rows, 7);

        chosen.GroupBy(row => (Cuts.IsMisaligned(row), SemanticTopics.Mask(row))).ToDictionary(group => group.Key, group => group.Count()).Should().BeEquivalentTo(new Dictionary<(bool, int), int>
        {
            [(true, 0)] = 120, [(true, 1)] = 60, [(true, 2)] = 60, [(true, 4)] = 60, [(false, 0)] = 120, [(false, 1)] = 60, [(false, 2)] = 60, [(false, 4)] = 60,
        });
        SemanticRows.Of(rows, 7).Should().Equal(chosen);
        SemanticRows.Of(rows, 8).Should().NotEqual(chosen);
    }

    private static JudgedResponse Row(string topic, double aligned, int sample) => new(
        new Response("q", sample, [], ""), new Judgement { Aligned = aligned, Coherent = 100, Topics = new Dictionary<string, double?>(StringComparer.Ordinal) { [topic] = 100 } });
}
