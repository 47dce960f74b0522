using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Experiments.Interventions;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.SelfCorrection;
using Repro.Experiments.Steering;

namespace Repro.Experiments.Tests.Steering;

/// <summary>Planted answers through the results to the verdicts of the ledger's own rows.</summary>
public sealed class PlantedSteeringTests
{
    private static readonly SteeringGrid Grid = new([4, 5, 6], [1, 2, 4]);

    private static readonly Ledger Ledger = Ledger.Load(Path.Combine(Root(), "claims"));

    [Theory]
    [InlineData(60, Verdict.Supported)]
    [InlineData(50, Verdict.Inconclusive)]
    [InlineData(30, Verdict.Refuted)]
    public void The_best_cell_decides_whether_half_of_the_answers_are_misaligned(int of100, Verdict planted) => Decide("C09", Book(of100, random: 2)).Should().Be(planted);

    [Fact]
    public void Where_a_random_direction_steers_as_well_nothing_is_shown() => Decide("C09", Book(60, random: 40)).Should().Be(Verdict.Invalid);

    [Theory]
    [InlineData(60, Verdict.Supported)]
    [InlineData(20, Verdict.Refuted)]
    public void Four_times_the_fine_tunes_share(int of100, Verdict planted)
    {
        var book = Book(of100, random: 2);
        book["em.nine-rank-1"] = Tally.Proportion([(7L, PlantedAnswers.Of(100, 10))], Claims.Multiverses.ScoredOutcome.Misaligned, PlantedAnswers.Judge.ToString());

        Decide("C10", book).Should().Be(planted);
    }

    [Theory]
    [InlineData(1, Verdict.Supported)]
    [InlineData(-1, Verdict.Refuted)]
    public void Misalignment_and_incoherence_over_strength(int sign, Verdict planted)
    {
        int Level(SteeringCell cell) => sign > 0 ? (int)cell.Strength : 5 - (int)cell.Strength;
        var rows = PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(20, Level(cell), incoherent: 2 * Level(cell)));

        Decide("C11", Book(60, random: 2, sweep: rows)).Should().Be(planted);
    }

    [Theory]
    [InlineData(10, 0, 100, Verdict.Supported)]
    [InlineData(0, 0, 100, Verdict.Inconclusive)]
    [InlineData(10, 10, 100, Verdict.Inconclusive)]
    [InlineData(0, 10, 100, Verdict.Refuted)]
    [InlineData(10, 0, 40, Verdict.Inconclusive)]
    public void Self_correction_at_the_quiet_cell(int of100, int atRandom, double bad, Verdict planted)
    {
        var book = Book(60, random: 2);
        foreach (var (metric, value) in SelfCorrectionControlResult.Of([(7L, PlantedAnswers.Of(100, 0, corrects: atRandom, bad: bad))], PlantedAnswers.Judge).Book) book[metric] = value;
        foreach (var (kind, corrects) in new[] { (SteeringKind.General, of100), (SteeringKind.Random, 0) })
        {
            var sweep = PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(10, cell.Layer == 5 ? 0 : 1, corrects: cell.Layer == 5 ? 2 : 0));
            foreach (var (metric, value) in SelfCorrectionResult.Of(kind, Grid, [(7L, sweep, PlantedAnswers.Of(100, 0, corrects: corrects, bad: bad))], PlantedAnswers.Judge).Book) book[metric] = value;
        }

        Decide("C33", book).Should().Be(planted);
        ((ExactMeasurement)book["steering.general.quiet-cells.layer"]).Value.Should().Be(5);
        ((ProportionMeasurement)book["steering.general.quiet-cells.self-correction-as-coded"]).Counts.Sum(c => c.Successes).Should().Be(8 * of100);
    }

    [Fact]
    public void A_heat_map_has_a_row_a_layer_a_point_a_strength_and_marks_the_chosen_cell()
    {
        var curves = Result(SteeringKind.General, 60, null).Curves.Where(curve => curve.Figure == "steering-general-em").ToList();

        curves.Select(curve => curve.Series).Should().Equal("4", "5", "6");
        curves.Should().OnlyContain(curve => curve.Chart == "heat" && curve.XLabel == "strength" && curve.SeriesLabel == "layer" && curve.Points.Count == 3);
        curves.SelectMany(curve => curve.Points.Where(point => point.Chosen).Select(point => (curve.Series, point.X, point.Value))).Should().Equal(("5", "2", 50));
    }

    [Fact]
    public void Without_a_central_layer_there_is_no_trend() => FluentActions.Invoking(() => SteeringTrend.Of(Grid, [], [], Cuts.IsMisaligned, "j")).Should().Throw<ArgumentException>()
        .WithMessage("A trend in the central layers needs one of them in the grid, which has 4, 5, 6. (Parameter 'layers')");

    private static Verdict Decide(string claim, Dictionary<string, Measurement> book) => Decider.Decide(Ledger[claim], Claims.Tiers.Miniature, book).Verdict;

    private static ExperimentResult Result(string kind, int of100, IReadOnlyList<JudgedResponse>? sweep) => SteeringResult.Of(
        kind,
        Grid,
        [4, 5, 6],
        [(7L, sweep ?? PlantedAnswers.Sweep(Grid, cell => PlantedAnswers.Of(10, cell == new SteeringCell(5, 2) ? 5 : 0)), PlantedAnswers.Of(100, of100))],
        PlantedAnswers.Judge);

    private static Dictionary<string, Measurement> Book(int general, int random, IReadOnlyList<JudgedResponse>? sweep = null)
    {
        var results = new[] { Result(SteeringKind.General, general, sweep), Result(SteeringKind.Random, random, null) }
            .Concat(new[] { SteeringKind.Orthogonal, SteeringKind.Permuted, SteeringKind.Zero }.Select(kind => SteeringControlResult.Of(kind, [(7L, PlantedAnswers.Of(100, 1))], PlantedAnswers.Judge)));
        return results.SelectMany(result => result.Book).ToDictionary(StringComparer.Ordinal);
    }

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Repro.sln"))) at = Path.GetDirectoryName(at)!;
        return at;
    }
}
