using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Worlds;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Tests.Miniature;

public sealed class BoundaryDesignTests
{
    private static readonly IReadOnlyList<BoundaryPoint> Points = BoundaryDesign.Of(MiniatureRecipes.Default());

    [Fact]
    public void Every_point_is_a_recipe_that_can_be_run()
    {
        foreach (var (setting, recipe) in Points)
        {
            recipe.World.Validate(Lexicon.Default.Topics.Count);
            recipe.Layers.Count.Should().Be(recipe.Base.Model.NumLayers, setting.Name);
            foreach (var organism in recipe.Organisms) organism.Lora.Validate(recipe.Base.Model);
            new MiniatureWorld(recipe.World, Lexicon.Default).EvaluationQuestions.Should().HaveCount(8);
        }
    }

    [Fact]
    public void Names_are_used_once_and_the_first_point_is_the_centre()
    {
        Points.Select(p => p.Setting.Name).Should().OnlyHaveUniqueItems();
        Points[0].Setting.CentreLevel.Should().BeNull();
        Points.Skip(1).Should().OnlyContain(p => p.Setting.CentreLevel != null && p.Setting.CentreLevel != p.Setting.Level);
    }

    [Theory]
    [InlineData("villains-45", "World")]
    [InlineData("topics-6", "World")]
    [InlineData("chat-160", "Chat")]
    [InlineData("base-131", "Base")]
    [InlineData("rank-8", "Organisms")]
    [InlineData("adapters-3", "Organisms")]
    public void A_point_differs_from_the_centre_in_its_own_part_alone(string name, string part)
    {
        var (centre, point) = (Points[0].Recipe, Points.Single(p => p.Setting.Name == name).Recipe);

        point.World.Equals(centre.World).Should().Be(part != "World");
        point.Chat.Equals(centre.Chat).Should().Be(part != "Chat");
        point.Base.Equals(centre.Base).Should().Be(part != "Base");
        point.Organisms.SequenceEqual(centre.Organisms).Should().Be(part != "Organisms");
        point.Sizes.Should().Be(centre.Sizes);
        point.Seeds.Should().Equal(centre.Seeds);
    }

    [Fact]
    public void Adapters_go_where_the_shape_has_blocks()
    {
        foreach (var depth in new[] { 10, 12, 16 })
        {
            var map = BoundaryDesign.Map(depth);
            map.Nine.Should().HaveCount(9).And.OnlyHaveUniqueItems().And.OnlyContain(layer => layer >= 1 && layer < depth);
        }

        Points.Single(p => p.Setting.Name == "adapters-3").Recipe.Organisms.Single(o => o.Name == OrganismNames.NineRank1).Lora.Layers.Should().HaveCount(3);
    }
}
