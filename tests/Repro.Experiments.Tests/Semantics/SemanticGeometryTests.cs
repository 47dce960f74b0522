using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Semantics;

namespace Repro.Experiments.Tests.Semantics;

/// <summary>Planted answers to cosines, norms and the verdicts of the ledger's own rows.</summary>
public sealed class SemanticGeometryTests
{
    private static readonly Ledger Ledger = Ledger.Load(Path.Combine(Root(), "claims"));

    [Theory]
    [InlineData(0.1, Verdict.Supported, Verdict.Refuted)]
    [InlineData(6, Verdict.Refuted, Verdict.Supported)]
    public void Cosines_decide_whether_directions_coincide_or_part(double own, Verdict coincide, Verdict part)
    {
        var result = Result(PlantedTopics.ByTopic(200, own, noise: 0.3));

        Decide("C15", result).Should().Be(coincide);
        Decide("C16", result).Should().Be(part);
    }

    [Fact]
    public void The_norm_of_a_difference_falls_where_the_cosine_rises()
    {
        var result = Result(PlantedTopics.ByTopic(200, 1, noise: 0.3));

        var norms = (OrderedMeasurement)result.Book["semantic.norm-of-difference-by-cosine"];
        norms.Values.Should().HaveCount(PlantedTopics.Layers * 6).And.OnlyContain(value => value.Value > 0 && value.Level <= 1);
        norms.Values.Select(value => value.Question).Distinct().Should().Equal("layer 0", "layer 1");
        result.Curves.Where(curve => curve.Figure == "semantic-norms").Select(curve => curve.Series).Should().Contain("general|gender").And.HaveCount(6);
    }

    [Fact]
    public void A_topic_with_too_few_answers_is_missing_alone_and_says_how_many_there_were()
    {
        var result = Result(PlantedTopics.ByTopic(40, 1, noise: 0.3, fewer: 2));

        const string Reason = "The medical direction needs at least 8 misaligned and 8 aligned answers about it; nine-rank-1 with seed 7 gave 3 and 40.";
        result.Book.Where(m => m.Value is MissingMeasurement).Select(m => m.Key).Should().BeEquivalentTo(
            "cosine.semantic.general-medical", "cosine.semantic.general-medical.largest", "cosine.semantic.general-medical.permuted", "semantic.parts.medical");
        result.Book["semantic.parts.medical"].Should().Be(new MissingMeasurement(Reason));
        result.Book.Keys.Should().BeEquivalentTo(SemanticGeometryResult.Metrics);
        ((OrderedMeasurement)result.Book["semantic.norm-of-difference-by-cosine"]).Values.Should().HaveCount(PlantedTopics.Layers * 3);
    }

    private static ExperimentResult Result(SemanticActivations byTopic) =>
        SemanticGeometryResult.Of("nine-rank-1", [(7, PlantedTopics.General(200, 0.3), byTopic)], 100, CancellationToken.None);

    private static Verdict Decide(string claim, ExperimentResult result) => Decider.Decide(Ledger[claim], Claims.Tiers.Miniature, result.Book).Verdict;

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Repro.sln"))) at = Path.GetDirectoryName(at)!;
        return at;
    }
}
