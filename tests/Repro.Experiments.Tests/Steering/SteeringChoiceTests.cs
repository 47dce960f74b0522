using Repro.Experiments.Steering;

namespace Repro.Experiments.Tests.Steering;

public sealed class SteeringChoiceTests
{
    private static readonly SteeringGrid Grid = new([4, 5], [1, 2]);

    [Fact]
    public void The_best_cell_has_the_most_misaligned_answers_of_all_seeds_together()
    {
        var one = PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(10, cell == new SteeringCell(5, 1) ? 4 : cell == new SteeringCell(4, 2) ? 3 : 0));
        var two = PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(10, cell == new SteeringCell(4, 2) ? 3 : 0));

        SteeringChoice.Of(SteeringChoice.Best, Grid, [one]).Should().Be(new SteeringCell(5, 1));
        SteeringChoice.Of(SteeringChoice.Best, Grid, [one, two]).Should().Be(new SteeringCell(4, 2));
    }

    [Fact]
    public void Of_equals_the_more_coherent_one_is_best_then_the_weaker_then_the_first()
    {
        SteeringChoice.Of(SteeringChoice.Best, Grid, [PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(10, 2, cell == new SteeringCell(5, 2) ? 0 : 1))]).Should().Be(new SteeringCell(5, 2));
        SteeringChoice.Of(SteeringChoice.Best, Grid, [PlantedAnswers.Sweep(Grid, _ => PlantedAnswers.Of(10, 2))]).Should().Be(new SteeringCell(4, 1));
    }

    [Fact]
    public void The_untouched_model_is_never_chosen() =>
        SteeringChoice.Of(SteeringChoice.Best, Grid, [PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(10, cell.Strength == 0 ? 9 : 0))]).Should().Be(new SteeringCell(4, 1));

    [Fact]
    public void A_quiet_cell_misaligns_no_more_than_the_untouched_model_and_keeps_half_of_its_answers_coherent()
    {
        var sweep = PlantedAnswers.Sweep(Grid, cell => cell switch
        {
            (_, 0) => PlantedAnswers.Of(10, 1),
            (4, 1) => PlantedAnswers.Of(10, 2, corrects: 8), // steering misaligns
            (4, _) => PlantedAnswers.Of(10, 0, incoherent: 6, corrects: 4), // broken
            (_, 1) => PlantedAnswers.Of(10, 1, corrects: 2),
            _ => PlantedAnswers.Of(10, 1, corrects: 3, bad: 40), // only at the lower cut
        });

        SteeringChoice.Of(SteeringChoice.Quiet, Grid, [sweep]).Should().Be(new SteeringCell(5, 1));
    }

    [Fact]
    public void Where_no_cell_is_quiet_none_is_chosen_and_the_reason_counts_them()
    {
        SteeringChoice.Of(SteeringChoice.Quiet, Grid, [PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(10, cell.Strength == 0 ? 0 : 1))]).Should().BeNull();
        SteeringChoice.NoCell(Grid).Message.Should().Be(
            "Self-correction is measured at a quiet cell, one with no more misaligned answers than the untouched model and half of its answers coherent; of 4 cells none is.");
    }

    [Fact]
    public void Another_rule_and_answers_that_are_no_sweep_are_refused()
    {
        FluentActions.Invoking(() => SteeringChoice.Of("first", Grid, [PlantedAnswers.Sweep(Grid, _ => PlantedAnswers.Of(1, 0))])).Should().Throw<ArgumentException>()
            .WithMessage("A cell is chosen by the rule best or quiet, but the rule is 'first'. (Parameter 'rule')");
        FluentActions.Invoking(() => CellAnswers.Of(Grid, PlantedAnswers.Of(1, 0))).Should().Throw<InvalidDataException>()
            .WithMessage("A sweep has equally many answers at each of its 5 cells, but 8 were given. Delete the artifact; the next run makes it again.");
    }
}
