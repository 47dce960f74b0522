using Repro.Experiments.Steering;
using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests.Steering;

public sealed class SteeringGridTests
{
    [Theory]
    [InlineData(12, 12, 0, 11)]
    [InlineData(16, 16, 0, 15)]
    [InlineData(48, 15, 8, 40)]
    [InlineData(17, 12, 2, 14)]
    public void All_layers_of_a_shallow_model_and_sixteen_of_the_middle_of_a_deep_one(int depth, int count, int first, int last)
    {
        var layers = SteeringGrid.Of(Map(depth)).Layers;

        layers.Count.Should().BeInRange(count, 16);
        layers.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems().And.Contain(depth / 2);
        (layers[0], layers[^1]).Should().Be((first, last));
    }

    [Fact]
    public void The_untouched_model_comes_first_then_every_strength_of_every_layer()
    {
        new SteeringGrid([3, 5], [1, 2]).Cells.Should().Equal(new SteeringCell(3, 0), new(3, 1), new(3, 2), new(5, 1), new(5, 2));
        SteeringGrid.At(6).Cells.Should().HaveCount(1 + SteeringGrid.Usual.Count).And.OnlyContain(cell => cell.Layer == 6);
    }

    [Theory]
    [InlineData(12, new[] { 4, 5, 6, 7 })]
    [InlineData(3, new[] { 1 })]
    public void The_central_layers_are_the_middle_third(int depth, int[] central) => SteeringGrid.Of(Map(depth)).Central(depth).Should().Equal(central);

    private static LayerMap Map(int depth) => new() { Count = depth, Nine = [0], Single = depth / 2, Ablation = depth / 2 };
}
