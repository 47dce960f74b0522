using System.Text.Json;
using Repro.Claims.Measurements;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Experiments.Directions;
using Repro.Experiments.Interventions;
using Repro.Experiments.Organisms;
using Repro.Experiments.Responses;
using Repro.Experiments.SelfCorrection;
using Repro.Experiments.Steering;
using Repro.Experiments.Verification;
using Repro.Judges;

namespace Repro.Experiments.Tests.Steering;

/// <summary>The whole path on the tiny recipe, and the identities that steering must keep.</summary>
public sealed class SteeringRunTests(SteeringRun run) : IClassFixture<SteeringRun>
{
    private const long Seed = 7;

    private readonly SteeringWalk steering = SteeringWalk.General(run.Walk);

    private SampleSet Set => SteeringGrid.Questions(run.Walk.Material);

    [Fact]
    public void Every_experiment_gives_every_metric_it_names()
    {
        run.Experiments.Should().HaveCount(3 + 5 + 3 + 5);
        run.Bundled.Outcome.Book.Keys.Should().Contain(run.Experiments.SelectMany(experiment => experiment.Metrics));
        Missing.Select(m => m.Key).Should().BeSubsetOf(SelfCorrectionResult.Metrics(SteeringKind.General).Concat(SelfCorrectionControlResult.Metrics));
    }

    [Fact]
    public void Where_half_of_the_documents_are_by_villains_every_cell_misaligns_and_none_is_quiet() =>
        Missing.Select(m => m.Value.Reason).Distinct().Should().BeSubsetOf([SteeringChoice.NoCell(steering.Grid).Message]);

    [Fact]
    public void Steering_by_nothing_is_the_untouched_model_answer_by_answer()
    {
        var zero = run.Resolve(steering.Judged(SteeringKind.Zero, Seed, new SteeringCell(1, 0)));

        Answers(zero).Should().Equal(Answers(run.Resolve(run.Walk.Judged(OrganismNames.Chat, Seed, Split.Evaluation))));
    }

    [Theory]
    [InlineData(SteeringKind.General, 0)]
    [InlineData(SteeringKind.General, 5)]
    [InlineData(SteeringKind.Random, 13)]
    [InlineData(SteeringKind.General, 21)]
    public void A_cell_of_a_sweep_has_the_answers_of_that_cell_alone(string kind, int cell)
    {
        var (at, rows) = CellAnswers.Of(steering.Grid, run.Resolve(steering.Swept(kind, Seed)))[cell];

        var alone = run.Resolve(new JudgeStep(run.Walk.Material, new RespondStep(run.Walk.Material, null, Seed, Set, new SteeringIntervention(SteeringWalk.Of(run.Walk, kind, Seed), at))));

        Answers(rows).Should().Equal(Answers(alone));
    }

    [Fact]
    public void The_first_cell_is_the_untouched_model_and_strong_steering_fires_at_every_layer()
    {
        var cells = CellAnswers.Of(steering.Grid, run.Resolve(steering.Swept(SteeringKind.General, Seed)));
        var untouched = run.Resolve(run.Walk.Judged(OrganismNames.Chat, Seed, Set, intervention: null));

        Answers(cells[0].Rows).Should().Equal(Answers(untouched));
        cells.Where(cell => cell.Cell.Strength == 12).Should().HaveCount(3).And.OnlyContain(cell => !Answers(cell.Rows).SequenceEqual(Answers(untouched)));
    }

    [Fact]
    public void The_best_cell_is_measured_on_answers_that_did_not_choose_it()
    {
        var cell = run.Resolve(steering.Choice(SteeringChoice.Best, SteeringKind.General));
        var (layer, strength) = (Exact("steering.general.best-cell.layer"), Exact("steering.general.best-cell.strength"));
        var fixedCell = run.Resolve(steering.Judged(SteeringKind.General, Seed, cell));

        (layer, strength).Should().Be((cell.Layer, cell.Strength));
        ((ProportionMeasurement)run.Bundled.Outcome.Book["steering.general.best-cell.em"]).Counts.Where(c => c.Seed == Seed).Sum(c => c.Successes).Should().Be(fixedCell.Count(Cuts.IsMisaligned));
        fixedCell.Should().HaveCount(8 * run.Recipe.Sizes.Evaluation);
    }

    [Fact]
    public void Every_measurement_figure_and_choice_follows_from_the_bundle_bit_for_bit()
    {
        using var bundle = BundleFile.Open(run.Bundled.Zip);
        var again = Recomputation.Of(EvidenceSet.Read(bundle, run.Bundled.Run.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Missing.Should().BeEmpty();
        Json(again.Book).Should().Be(Json(run.Bundled.Outcome.Book.Where(m => m.Value is not MissingMeasurement).ToDictionary()));
        again.Steps.Select(step => step.Stage).Should().Equal("judge", "activations", "directions", "semantic-activations", "semantic-directions", "steering-choice");
        again.Steps.Should().OnlyContain(step => step.Differences.Count == 0 && step.Unchecked.Count == 0 && step.Rows > 0);
        again.Curves.SelectMany(c => c.Points.Select(p => (c.Figure, c.Series, p))).Should().BeEquivalentTo(run.Bundled.Outcome.Curves.SelectMany(c => c.Points.Select(p => (c.Figure, c.Series, p))));
    }

    [Fact]
    public void Without_the_judge_every_metric_lacks_evidence()
    {
        using var bundle = BundleFile.Open(run.Bundled.Zip);

        var again = Recomputation.Of(EvidenceSet.Read(bundle, run.Bundled.Run.Manifest), [], CancellationToken.None);

        again.Missing.Keys.Should().Contain(run.Bundled.Outcome.Book.Where(m => m.Value is not MissingMeasurement && m.Key.Split('.')[0] is "steering" or "semantic" or "topics").Select(m => m.Key));
        again.Missing.Values.Should().OnlyContain(reason => reason.Contains("are taken as recorded: that judge is not here"));
    }

    [Fact]
    public void A_cell_that_the_sweeps_do_not_choose_is_told_with_both()
    {
        var name = run.Bundled.Index.Files.First(f => f.Name.EndsWith("cell.json", StringComparison.Ordinal)).Name;
        var forged = new Replaced(run.Bundled.Evidence, name, """{"layer":2,"strength":99}""");

        var again = Recomputation.Of(EvidenceSet.Read(forged, run.Bundled.Run.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Steps[^1].Differences.Should().ContainSingle().Which.Should().MatchRegex($"^{name.Split('/')[1][..12]}: stored layer 2, strength 99, the sweeps choose layer [0-2], strength [0-9.]+$");
    }

    [Fact]
    public void Controls_have_the_length_of_the_direction_and_permuted_and_orthogonal_ones_another_way()
    {
        var real = run.Resolve(run.Walk.Directions(OrganismNames.NineRank1, Seed)).Of(1);
        var probe = new VectorsStep(SteeringKind.All.Select(kind => SteeringWalk.Of(run.Walk, kind, Seed)));
        var vectors = SteeringKind.All.Zip(run.Resolve(probe)).ToDictionary(pair => pair.First, pair => pair.Second.Of(1), StringComparer.Ordinal);

        vectors.Values.Should().OnlyContain(vector => Math.Abs((Norm(vector) / Norm(real)) - 1) < 1e-5);
        vectors[SteeringKind.General].Should().Equal(real);
        MeanDiff.Cosine(vectors[SteeringKind.Orthogonal], real).Should().BeApproximately(0, 1e-6);
        MeanDiff.Cosine(vectors[SteeringKind.Permuted], real).Should().BeInRange(-0.95, 0.95);
        vectors[SteeringKind.Random].Should().NotEqual(vectors[SteeringKind.Orthogonal]);
    }

    private static double Norm(float[] vector) => Math.Sqrt(vector.Sum(v => (double)v * v));

    private IEnumerable<(string Key, MissingMeasurement Value)> Missing => run.Bundled.Outcome.Book.Where(m => m.Value is MissingMeasurement).Select(m => (m.Key, (MissingMeasurement)m.Value));

    private double Exact(string metric) => ((ExactMeasurement)run.Bundled.Outcome.Book[metric]).Value;

    private static IEnumerable<string> Answers(IReadOnlyList<JudgedResponse> rows) => rows.Select(row => $"{row.Response.QuestionId}/{row.Response.Sample}: {string.Join(' ', row.Response.Tokens)}");

    private static string Json(IReadOnlyDictionary<string, Measurement> book) => JsonSerializer.Serialize(new SortedDictionary<string, Measurement>(book.ToDictionary(), StringComparer.Ordinal), RunJson.Options);
}
