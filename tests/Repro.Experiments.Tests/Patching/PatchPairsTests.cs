using Repro.Experiments.Patching;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Patching;

public sealed class PatchPairsTests
{
    private static readonly OpenQuestion[] Plain = [Prompt("a", 4), Prompt("b", 4), Prompt("c", 6), Prompt("d", 6), Prompt("e", 5)];
    private static readonly OpenQuestion[] Medical = [Prompt("m", 6), Prompt("n", 6), Prompt("o", 7), Prompt("p", 7), Prompt("q", 6)];

    [Fact]
    public void Prompts_of_a_pair_have_equally_many_tokens_and_every_pair_goes_both_ways()
    {
        var pairs = PatchPairs.Of(Plain, Medical);

        pairs.Should().OnlyContain(pair => pair.Donor.Prompt.Count == pair.Receiver.Prompt.Count);
        foreach (var pair in pairs) pairs.Should().Contain(back => back.Donor == pair.Receiver && back.Receiver == pair.Donor);
        pairs.Select(pair => pair.Id).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Categories_are_as_large_as_the_papers_and_use_a_prompt_again_only_when_the_others_were_used()
    {
        var pairs = PatchPairs.Of(Plain, Medical);

        pairs.CountBy(pair => pair.Category).ToDictionary().Should().BeEquivalentTo(new Dictionary<string, int>
        {
            [PatchCategory.NonMedical] = 4, [PatchCategory.Medical] = 4, [PatchCategory.IntoMedical] = 5, [PatchCategory.IntoNonMedical] = 5, [PatchCategory.Same] = 2, [PatchCategory.Self] = 9,
        });
        pairs.Where(pair => pair.Category == PatchCategory.NonMedical).Select(pair => pair.Receiver.Id).Should().BeEquivalentTo("a", "b", "c", "d");
        pairs.Where(pair => pair.Category == PatchCategory.IntoMedical).Select(pair => pair.Receiver.Id).Distinct().Should().BeEquivalentTo("m", "n", "q");
    }

    [Fact]
    public void A_prompts_own_scalars_are_of_the_same_sample_in_the_control_and_of_another_in_the_category()
    {
        var pairs = PatchPairs.Of(Plain, Medical);

        pairs.Where(pair => pair.Category == PatchCategory.Self).Should().OnlyContain(pair => pair.Donor == pair.Receiver && pair.Shift == 0);
        pairs.Where(pair => pair.Category == PatchCategory.Same).Should().OnlyContain(pair => pair.Donor == pair.Receiver && pair.Shift == 1);
    }

    [Fact]
    public void Pairs_of_one_donor_follow_each_other()
    {
        var donors = PatchPairs.Of(Plain, Medical).Select(pair => pair.Donor.Id).ToList();

        donors.Where((donor, i) => i == 0 || donors[i - 1] != donor).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(4, 6, 6, 6, "Scalars are patched between prompts of equally many tokens; no two non-medical prompts of the tier have them.")]
    [InlineData(6, 6, 6, 7, "Scalars are patched between prompts of equally many tokens; no two medical prompts of the tier have them.")]
    [InlineData(6, 6, 7, 7, "Scalars are patched between prompts of equally many tokens; no two prompts, one medical and one not, of the tier have them.")]
    public void Without_prompts_of_equal_length_nothing_is_measured(int one, int two, int three, int four, string message)
        => FluentActions.Invoking(() => PatchPairs.Of([Prompt("a", one), Prompt("b", two)], [Prompt("c", three), Prompt("d", four)])).Should().Throw<NotMeasurableException>().WithMessage(message);

    private static OpenQuestion Prompt(string id, int tokens) => new(id, id, [.. Enumerable.Repeat(1, tokens)]);
}
