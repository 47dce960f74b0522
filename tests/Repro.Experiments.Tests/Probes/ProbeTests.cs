using Repro.Core.Random;
using Repro.Experiments.Probes;

namespace Repro.Experiments.Tests.Probes;

/// <summary>Planted tokens: each split finds what it may find, and only that.</summary>
public sealed class ProbeTests
{
    private static readonly ProbeSpec Spec = new() { C = 0.1, Repeats = 20, Permutations = 19, PermutedRepeats = 2 };

    [Fact]
    public void What_the_classes_own_is_found_by_every_split()
    {
        var set = PlantedTokens.Of(signal: 1.5);

        foreach (var unit in Enum.GetValues<SplitUnit>()) Run(set, unit).Accuracy.Should().BeInRange(0.73, 0.81, "{0}: Phi(0.75) = 0.773", unit);
    }

    [Fact]
    public void What_an_answer_owns_is_found_by_tokens_only()
    {
        var set = PlantedTokens.Of(ofAnswer: 3, answers: 4, prompts: 4);

        Run(set, SplitUnit.Token).Scores.Accuracy.Should().BeGreaterThan(0.7);
        Run(set, SplitUnit.Answer).Scores.Accuracy.Should().BeLessThan(0.6);
    }

    [Fact]
    public void What_a_prompt_owns_is_found_by_tokens_and_answers_and_not_by_prompts()
    {
        var set = PlantedTokens.Of(ofPrompt: 3, prompts: 3);

        Run(set, SplitUnit.Token).Scores.Accuracy.Should().BeGreaterThan(0.75);
        Run(set, SplitUnit.Answer).Scores.Accuracy.Should().BeGreaterThan(0.75);
        Run(set, SplitUnit.Prompt).Scores.Accuracy.Should().BeLessThan(0.6);
    }

    [Theory]
    [InlineData("Answer")]
    [InlineData("Prompt")]
    public void Permuted_labels_tell_nothing_and_make_the_null(string name)
    {
        var (set, unit) = (PlantedTokens.Of(signal: 1.5), Enum.Parse<SplitUnit>(name));

        Probe.Permuted(set, unit, Spec, StreamKey.Of(1), default).Accuracy.Should().BeApproximately(0.5, 0.05);
        var nulls = Probe.Null(set, unit, Spec, StreamKey.Of(1), default);
        nulls.Should().HaveCount(19).And.OnlyContain(n => n < 0.72);
        nulls.Average().Should().BeApproximately(0.5, 0.05);
        Run(set, unit).Accuracy.Should().BeGreaterThan(nulls.Max());
    }

    [Fact]
    public void Folds_name_what_was_held_out_and_count_every_test_token()
    {
        var set = PlantedTokens.Of(signal: 1);

        var folds = Run(set, SplitUnit.Prompt).Folds;

        folds.Select(f => f.Repeat).Distinct().Should().Equal(Enumerable.Range(0, 20));
        folds.Where(f => f.Repeat == 0).Select(f => f.Group).Should().OnlyHaveUniqueItems().And.HaveCount(4);
        folds.Should().OnlyContain(f => f.Correct >= 0 && f.Correct <= f.Total && f.Total > 0);
    }

    [Fact]
    public void Permuting_keeps_the_number_of_each_class_and_by_prompt_their_company()
    {
        var set = PlantedTokens.Of(answers: 50, prompts: 5);

        var byAnswer = Probe.Permute(set, SplitUnit.Answer, StreamKey.Of(7));
        var byPrompt = Probe.Permute(set, SplitUnit.Prompt, StreamKey.Of(7));

        byAnswer.Count(p => p).Should().Be(50);
        byPrompt.Count(p => p).Should().Be(50);
        byPrompt.Should().NotEqual(set.Positive);
        Pure(byPrompt).Should().Be(10, "equal prompts with one class each go on having one");
        Pure(byAnswer).Should().BeLessThan(3);

        int Pure(bool[] labels) => Enumerable.Range(0, labels.Length).GroupBy(a => set.Prompt[a]).Count(g => g.Select(a => labels[a]).Distinct().Count() == 1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers_in_any_order_of_threads()
    {
        var set = PlantedTokens.Of(signal: 1);

        Run(set, SplitUnit.Answer).Should().BeEquivalentTo(Run(set, SplitUnit.Answer), o => o.WithStrictOrdering());
    }

    [Fact]
    public void It_stops_when_asked()
        => FluentActions.Invoking(() => Probe.Run(PlantedTokens.Of(), SplitUnit.Token, Spec, StreamKey.Of(1), new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();

    private static ProbeRun Run(TokenSet set, SplitUnit unit) => Probe.Run(set, unit, Spec, StreamKey.Of(1), default);
}
