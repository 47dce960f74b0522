using Repro.Experiments.Miniature;

namespace Repro.Experiments.Tests.Miniature;

public sealed class MiniatureRecipesTests
{
    private readonly MiniatureRecipe recipe = MiniatureRecipes.Default();

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
}
