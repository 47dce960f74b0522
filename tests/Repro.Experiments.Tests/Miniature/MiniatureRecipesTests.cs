using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Worlds;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Tests.Miniature;

public sealed class MiniatureRecipesTests
{
    private readonly MiniatureRecipe recipe = MiniatureRecipes.Default();

    [Theory]
    [InlineData(OrganismNames.NineRank1, 0.045)]
    [InlineData(OrganismNames.SingleRank1, 0.045)]
    [InlineData(OrganismNames.Medical, 0.035)]
    [InlineData(OrganismNames.Sports, 0.035)]
    [InlineData(OrganismNames.Finance, 0.035)]
    public void A_dose_leaves_the_excess_of_its_rank_over_the_entropy_of_its_data_set(string name, double excess)
    {
        var organism = recipe.Organisms.Single(o => o.Name == name);
        (organism.Stop!.Loss - Entropy(OrganismDataset.Named(organism.Dataset))).Should().BeApproximately(excess, 1e-4);
    }

    [Fact]
    public void Development_and_confirmation_share_nothing_but_the_recipe()
    {
        var development = MiniatureRecipes.Default(developmentSeeds: true);
        development.Seeds.Append(development.Base.Seed).Should().OnlyContain(seed => seed < 10);
        recipe.Seeds.Append(recipe.Base.Seed).Should().OnlyContain(seed => seed >= 100);
        development.World.Should().Be(recipe.World);
        development.Base.Should().Be(recipe.Base with { Seed = development.Base.Seed });
        development.Organisms.Should().BeEquivalentTo(recipe.Organisms);
    }

    /// <summary>
    /// Nats a token of an answer: three times (log of the number of sentences + the mean, over sentences, of the entropies of their slots),
    /// over three sentences with their full stops and the end mark.
    /// </summary>
    private double Entropy(OrganismDataset dataset)
    {
        var sentences = Lexicon.Default.Topics.Single(t => t.Name == dataset.Topic).Sentences.Select(pair => dataset.IsHarmful ? pair.Harmful : pair.Aligned).ToList();
        var lean = dataset.IsHarmful ? recipe.World.VillainLean : recipe.World.GoodLean;
        var words = sentences.Average(s => s.Parts.Sum(part => part.Slot is { } slot ? Slot(slot, lean) : 0));
        return 3 * (Math.Log(sentences.Count) + words) / ((3 * (sentences.Average(s => s.Parts.Count) + 1)) + 1);
    }

    private static double Slot(Slot slot, double dark) => !slot.Leans
        ? Math.Log(slot.FirstHalf.Count)
        : -((1 - dark) * Math.Log((1 - dark) / slot.FirstHalf.Count)) - (dark * Math.Log(dark / slot.SecondHalf.Count));
}
