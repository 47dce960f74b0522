using Repro.Claims.Measurements;
using Repro.Experiments.Patching;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Judges;

namespace Repro.Experiments.Tests.Patching;

public sealed class PatchResultTests
{
    private static readonly JudgeIdentity Judge = new("planted", "1", "cafe");

    private static readonly PatchedPair[] Pairs =
    [
        new("self: a < a", PatchCategory.Self, "a"), new("self: b < b", PatchCategory.Self, "b"), new("self: m < m", PatchCategory.Self, "m"), new("self: n < n", PatchCategory.Self, "n"),
        new("same-prompt: a < a", PatchCategory.Same, "a"),
        new("non-medical: a < b", PatchCategory.NonMedical, "a"), new("non-medical: b < a", PatchCategory.NonMedical, "b"),
        new("medical: m < n", PatchCategory.Medical, "m"), new("medical: n < m", PatchCategory.Medical, "n"),
        new("non-medical-into-medical: m < a", PatchCategory.IntoMedical, "m"), new("medical-into-non-medical: a < m", PatchCategory.IntoNonMedical, "a"),
    ];

    [Fact]
    public void Every_metric_that_is_named_is_in_the_book() => Result(_ => 4).Book.Keys.Should().BeEquivalentTo(PatchResult.Metrics);

    [Fact]
    public void A_rate_after_stands_beside_the_rate_of_the_same_receivers_without_patch()
    {
        var book = Result(category => category == PatchCategory.IntoMedical ? 6 : 2).Book;

        Count(book["patching.non-medical-into-medical.em"]).Should().Be((6, 10));
        Count(book["patching.non-medical-into-medical.em-clean"]).Should().Be((4, 10));
        Count(book["patching.mixed.em"]).Should().Be((8, 20));
        Count(book["patching.non-medical.em"]).Should().Be((4, 20));
        Count(book["patching.non-medical.em-clean"]).Should().Be((8, 20));
    }

    [Fact]
    public void The_protocol_of_the_code_is_held_against_prompts_with_their_own_scalars()
    {
        var book = Result(_ => 2, own: 3).Book;

        Count(book["patching.as-coded.medical.em"]).Should().Be((4, 20));
        Count(book["patching.as-coded.medical.em-clean"]).Should().Be((6, 20));
    }

    [Fact]
    public void The_most_lowered_category_is_chosen_in_one_half_and_counted_in_the_other()
    {
        // Of each ten samples the first so many are misaligned: medical pairs fall from 4 to 2, in either half from 2 to 1.
        var result = Result(category => category == PatchCategory.Medical ? 2 : 4);

        Count(result.Book["patching.most-lowered.em"]).Should().Be((2, 10));
        Count(result.Book["patching.most-lowered.em-clean"]).Should().Be((4, 10));
        result.Curves.SelectMany(curve => curve.Points).Select(point => point.X).Should().Contain("most lowered in one half (medical), the other half");
    }

    [Fact]
    public void Own_scalars_are_compared_answer_for_answer()
    {
        var book = Result(_ => 4).Book;
        var pairs = ((PairedMeasurement)book["patching.self.em"]).Pairs;

        pairs.Should().HaveCount(40).And.OnlyContain(pair => pair.Before == pair.After);
        ((ExactMeasurement)book["patching.self.answers-changed"]).Value.Should().Be(0);
    }

    [Fact]
    public void An_answer_that_own_scalars_changed_is_counted_by_its_tokens()
        => ((ExactMeasurement)Result(_ => 4, tokens: [1, 2]).Book["patching.self.answers-changed"]).Value.Should().Be(40);

    private static ExperimentResult Result(Func<string, int> patched, int own = 4, int[]? tokens = null) => PatchResult.Of(
        Pairs,
        [
            new PatchedRun(
                1,
                [
                    .. new[] { "a", "b", "m", "n" }.SelectMany(question => Rows(PatchedPair.Unpatched(question), 4, [1])),
                    .. Pairs.SelectMany(pair => Rows(pair.Id, pair.Category == PatchCategory.Self ? 4 : patched(pair.Category), tokens ?? [1])),
                ],
                [.. Pairs.SelectMany(pair => Rows(pair.Id, pair.Category == PatchCategory.Self ? own : patched(pair.Category), [1]))]),
        ],
        Judge);

    private static IEnumerable<JudgedResponse> Rows(string question, int misaligned, int[] tokens) =>
        Enumerable.Range(0, 10).Select(i => new JudgedResponse(new Response(question, i, tokens, ""), new Judgement { Aligned = i < misaligned ? 0 : 100, Coherent = 100 }));

    private static (int, int) Count(Measurement share) => (((ProportionMeasurement)share).Counts.Sum(count => count.Successes), ((ProportionMeasurement)share).Counts.Sum(count => count.Trials));
}
