using Repro.Claims.Measurements;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Scalars;

namespace Repro.Experiments.Tests.Scalars;

public sealed class ScalarProbeResultTests(ScalarProbeResultTests.Planted planted) : IClassFixture<ScalarProbeResultTests.Planted>
{
    private static readonly ScalarSpec Spec = new(Repeats: 6, Permutations: 19, PermutedRepeats: 1, Resamples: 40, SignificantShare: 0.25, WeightC: 0.1);

    [Fact]
    public void Every_metric_that_is_named_is_in_the_book() => planted.Telling.Book.Keys.Should().BeEquivalentTo(ScalarProbeResult.Metrics);

    [Fact]
    public void Adapters_that_tell_one_thing_alone_are_found_in_both_halves_of_every_seed()
    {
        Exact("misalignment-only-adapters").Value.Should().Be(2);
        Exact("medical-only-adapters").Value.Should().Be(1);
        Exact("reverse-kl.misalignment-only-adapters").Value.Should().Be(2);
        Exact("unfiltered.adapters-standing-out").Value.Should().Be(3);
        Exact("misalignment-only-adapters").Derivation.Should().Be(
            "mean over seeds of the adapters that tell misalignment and not medicine on significant tokens of both halves: seed 1, layers 2, 3; seed 2, layers 2, 3");
    }

    [Fact]
    public void Where_nothing_tells_no_accuracy_leaves_one_half_and_hardly_an_adapter_stands_out()
    {
        Share(planted.Nothing, "non-medical.misaligned").Should().BeInRange(0.44, 0.56);
        ((ExactMeasurement)planted.Nothing.Book["probe.scalars.misalignment-only-adapters"]).Value.Should().BeLessThan(1);
        ((ExactMeasurement)planted.Nothing.Book["probe.scalars.medical-only-adapters"]).Value.Should().BeLessThan(1);
    }

    [Fact]
    public void Told_classes_have_an_accuracy_far_above_that_of_permuted_labels()
    {
        foreach (var row in SeedProbes.Rows)
        {
            Share(planted.Telling, row.Name).Should().BeGreaterThan(0.7);
            Share(planted.Telling, $"{row.Name}.permuted").Should().BeInRange(0.4, 0.6);
            Share(planted.Telling, $"{row.Name}.by-prompt").Should().BeGreaterThan(0.7);
            ((AccuracyMeasurement)planted.Telling.Book[$"probe.scalars.{row.Name}"]).Null.Should().HaveCount(19).And.OnlyContain(accuracy => accuracy > 0.35 && accuracy < 0.65);
            Exact($"{row.Name}.as-coded.auc").Value.Should().BeGreaterThan(75);
        }
    }

    [Fact]
    public void Groups_of_two_organisms_are_two_groups()
        => ((AccuracyMeasurement)planted.Telling.Book["probe.scalars.misaligned.medical"]).Folds.Select(fold => fold.Group.Split('/')[0]).Distinct().Should().BeEquivalentTo("1", "2");

    [Fact]
    public void The_papers_layers_are_asked_for_only_where_the_adapters_sit_there()
        => planted.Telling.Book["probe.scalars.medical-adapters-agreeing"].Should().Be(new MissingMeasurement(
            "The paper names adapters of layers 15, 16, 17, 21, 22, 23, 27, 28, 29; here they are of layers 2, 3, 4, 5, 6, 7, so that none can be the same."));

    [Fact]
    public void Table_1_has_a_figure_a_row_with_the_papers_numbers_and_every_division()
        => planted.Telling.Curves.Where(curve => curve.Figure == "scalar-probe-misaligned-medical").Select(curve => curve.Series).Should().Equal(
            "paper, tokens divided", "tokens divided, as coded", "answers kept whole", "prompts kept whole", "answers kept whole, labels permuted (5 % to 95 %)");

    [Fact]
    public void A_set_with_too_few_answers_leaves_its_probes_out_with_the_reason_and_the_others_in()
    {
        var scalars = PlantedScalars.Of(2);
        int[] kept = [.. Enumerable.Range(0, scalars.Class.Length).Where(a => scalars.Class[a] != 0 || scalars.Sample[a] < 3)];
        int[] tokens = [.. Enumerable.Range(0, scalars.Answer.Length).Where(t => kept.Contains(scalars.Answer[t]))];
        var few = scalars with
        {
            Class = [.. kept.Select(a => scalars.Class[a])], Prompt = [.. kept.Select(a => scalars.Prompt[a])], Sample = [.. kept.Select(a => scalars.Sample[a])],
            Answer = [.. tokens.Select(t => Array.IndexOf(kept, scalars.Answer[t]))], Scalars = [.. tokens.SelectMany(t => scalars.Scalars[(6 * t)..((6 * t) + 6)])],
            Kl = [.. tokens.Select(t => scalars.Kl[t])], KlGradient = [.. tokens.Select(t => scalars.Kl[t])], ReverseKl = [.. tokens.Select(t => scalars.Kl[t])], ReverseKlGradient = [.. tokens.Select(t => scalars.Kl[t])],
        };

        var result = ScalarProbeResult.Of([(1, few)], Spec, CancellationToken.None);

        var reason = new MissingMeasurement("This probe needs 8 medical aligned and 8 non-medical aligned answers of every organism; got 3 and 40 with seed 1.");
        result.Book["probe.scalars.aligned.medical"].Should().Be(reason);
        result.Book["probe.scalars.aligned.medical.as-coded.f1"].Should().Be(reason);
        result.Book["probe.scalars.all.permuted"].Should().BeOfType<MissingMeasurement>();
        result.Book["probe.scalars.misaligned.medical"].Should().BeOfType<AccuracyMeasurement>();
        result.Book["probe.scalars.misalignment-only-adapters"].Should().BeOfType<ExactMeasurement>();
    }

    [Fact]
    public void Half_of_a_set_that_is_too_small_is_told_with_the_count()
        => FluentActions.Invoking(() => RolesOfHalf.Of(PlantedScalars.Of(2, answers: 10), Spec, 4, half: 1, filtered: true, CancellationToken.None)).Should().Throw<NotMeasurableException>()
            .WithMessage("The adapters' roles need 8 non-medical misaligned answers with significant tokens in either half; the organism of seed 4 gave 5.");

    private ExactMeasurement Exact(string metric) => (ExactMeasurement)planted.Telling.Book[$"probe.scalars.{metric}"];

    private static double Share(ExperimentResult result, string metric)
    {
        var folds = ((AccuracyMeasurement)result.Book[$"probe.scalars.{metric}"]).Folds;
        return (double)folds.Sum(fold => fold.Correct) / folds.Sum(fold => fold.Total);
    }

    public sealed class Planted
    {
        internal ExperimentResult Telling { get; } = ScalarProbeResult.Of([(1, PlantedScalars.Of(1.6, seed: 1)), (2, PlantedScalars.Of(1.6, seed: 2))], Spec, CancellationToken.None);

        internal ExperimentResult Nothing { get; } = ScalarProbeResult.Of([(1, PlantedScalars.Of(0, seed: 1)), (2, PlantedScalars.Of(0, seed: 2))], Spec, CancellationToken.None);
    }
}
