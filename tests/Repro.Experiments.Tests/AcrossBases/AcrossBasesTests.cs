using System.Text.Json;
using Repro.Claims;
using Repro.Claims.Measurements;
using Repro.Core;
using Repro.Core.Random;
using Repro.Evidence.Bundles;
using Repro.Evidence.Store;
using Repro.Experiments.AcrossBases;
using Repro.Experiments.Directions;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tests.Data;
using Repro.Experiments.Tests.Miniature;
using Repro.Experiments.Tests.Verification;
using Repro.Experiments.Tiers;
using Repro.Experiments.Verification;
using Repro.Judges;

namespace Repro.Experiments.Tests.AcrossBases;

public sealed class AcrossBasesTests
{
    private const int Layers = 2, Width = 6;

    [Theory]
    [InlineData(true, 0.95)]
    [InlineData(false, 0.4)]
    public void Planted_bases_that_are_one_another_turned_converge_and_unrelated_directions_do_not(bool same, double limit)
    {
        var (one, two) = (Base("one", v => v, 0), Base("two", AlignmentTests.Turn, same ? 0 : 3));

        var result = AcrossBasesResult.Of([one, two], 20, CancellationToken.None);

        var aligned = ((CosineMeasurement)result.Book["cosine.bases"]).Layers;
        aligned.Select(row => (row.Pair, row.Layer)).Should().Equal(("one|two", 0), ("one|two", 1));
        aligned.Should().OnlyContain(row => same ? row.Value > limit : Math.Abs(row.Value) < limit);
        var held = result.Curves.Where(curve => curve.Figure == "bases-held-out").ToDictionary(curve => curve.Series, curve => curve.Points.Single(point => point.X == "one|two").Value);
        held["aligned"].Should().BeGreaterThan(0.99);
        Math.Abs(held["texts shuffled"]).Should().BeLessThan(0.3);
        Math.Abs(held["random weights"]).Should().BeLessThan(0.3);
    }

    [Theory]
    [InlineData(8, Verdict.Supported)]
    [InlineData(-8, Verdict.Refuted)]
    public void The_row_of_the_ledger_tells_planted_convergence_from_its_opposite(float size, Verdict verdict)
    {
        var book = AcrossBasesResult.Of([Base("one", v => v, 0), Base("two", AlignmentTests.Turn, 0), Base("three", v => v, 0, size)], 60, CancellationToken.None).Book;
        var claim = Ledger.Load(Path.Combine(Inputs.Root, "claims"))["O1"];

        var result = Decider.Decide(claim, Repro.Claims.Tiers.Miniature, book);

        result.Controls.Should().OnlyContain(control => control.Passed);
        (result.Verdict, result.Value > 0).Should().Be((verdict, size > 0), result.Reason);
    }

    [Fact]
    public void What_exceeds_the_random_model_is_the_difference_layer_by_layer_and_draw_by_draw()
    {
        var book = AcrossBasesResult.Of([Base("one", v => v, 0), Base("two", AlignmentTests.Turn, 0)], 20, CancellationToken.None).Book;
        IReadOnlyList<CosineLayer> Rows(string key) => ((CosineMeasurement)book[key]).Layers;

        foreach (var (over, own, random) in Rows("cosine.bases.over-random-model").Zip(Rows("cosine.bases"), Rows("cosine.bases.random-model")))
        {
            over.Value.Should().Be(own.Value - random.Value);
            over.Draws.Should().Equal(own.Draws.Zip(random.Draws, (x, y) => x - y));
        }
    }

    [Fact]
    public void Figures_show_each_pair_and_each_layer_beside_both_controls()
    {
        var result = AcrossBasesResult.Of([Base("one", v => v, 0), Base("two", AlignmentTests.Turn, 0), Base("three", v => v, 0)], 20, CancellationToken.None);

        result.Curves.Should().HaveCount(9).And.OnlyContain(curve => curve.Claims.Single() == "O1");
        foreach (var figure in result.Curves.GroupBy(curve => curve.Figure))
        {
            figure.Select(curve => curve.Series).Should().Equal("aligned", "texts shuffled", "random weights");
            figure.Should().OnlyContain(curve => curve.Points.Select(point => point.X).SequenceEqual(figure.Key == "bases-layers" ? new[] { "0", "1" } : new[] { "one|two", "one|three", "two|three" }));
        }

        var rows = ((CosineMeasurement)result.Book["cosine.bases"]).Layers.Where(row => row.Pair == "two|three").ToList();
        var point = result.Curves.Single(curve => curve is { Figure: "bases-pairs", Series: "aligned" }).Points[2];
        point.Value.Should().BeApproximately(rows.Average(row => row.Value), 1e-12);
        point.Low.Should().BeLessThanOrEqualTo(point.High!.Value).And.BeGreaterThanOrEqualTo(rows.SelectMany(row => row.Draws).Min());
    }

    [Fact]
    public void The_bases_of_the_boundary_map_are_compared_on_the_directions_that_its_settings_make_anyway()
    {
        var recipe = MiniatureRecipes.Default();
        var settings = MiniatureSettings.Of(recipe, new MiniatureMaterial(recipe));
        var experiments = MiniatureSettings.Experiments(settings).ToList();
        var across = experiments.OfType<AcrossBasesExperiment>().Single();

        var compared = settings.Where(place => BoundaryDesign.IsCompared(place.Setting)).ToList();
        compared.Select(place => place.Setting.Name).Should().BeEquivalentTo("centre", "base-131", "base-132", "depth-16", "width-96");
        compared.Select(place => place.Walk.Material.DataId).Distinct().Should().ContainSingle("texts that the bases share are those of one world");
        compared.Min(place => place.Walk.Material.Layers.Count).Should().Be(12, "pairs then have as many layers each").And.Be(compared[0].Walk.Material.Layers.Count);
        across.OnDemand.Should().BeTrue("the default run measures no setting");
        var others = experiments.OfType<PrefixedExperiment>().SelectMany(experiment => experiment.Inputs).ToHashSet();
        across.Inputs.OfType<ActivationsStep>().Should().HaveCount(5 * 2).And.OnlyContain(step => others.Contains(step), "a step that is declared once is made once");
    }

    [Theory]
    [InlineData(0, 3, 12, 0)]
    [InlineData(1, 3, 12, 6)]
    [InlineData(2, 3, 12, 11)]
    [InlineData(0, 1, 4, 3)]
    public void A_layer_is_found_at_its_share_of_another_depth(int layer, int of, int depth, int expected) => AcrossBasesResult.At(layer, of, depth).Should().Be(expected);

    [Fact]
    public void One_base_alone_is_refused() => FluentActions.Invoking(() => AcrossBasesResult.Of([Base("one", v => v, 0)], 2, CancellationToken.None)).Should().Throw<ArgumentException>()
        .WithMessage("Bases are compared two by two, with as many seeds and texts each; got one with 1 seeds and 60 texts. Make them of one recipe.");

    [Fact]
    public void Two_tiny_bases_of_other_seed_depth_and_width_are_compared_and_the_bundle_gives_the_same()
    {
        var tiny = TinyRecipe.Create() with { Sizes = TinyRecipe.Create().Sizes with { Directions = 24 } };
        var other = tiny with
        {
            Base = tiny.Base with { Seed = 9, Model = tiny.Base.Model with { HiddenSize = 64, NumLayers = 2 } },
            Layers = new LayerMap { Count = 2, Nine = [0, 1], Single = 1, Ablation = 1 },
        };
        using var run = new BundledRun(store => Run(store, ("first", tiny), ("second", other)));

        var cosines = (CosineMeasurement)run.Outcome.Book["cosine.bases"];
        cosines.Layers.Select(row => (row.Pair, row.Layer)).Should().Equal(("first|second", 0), ("first|second", 1));
        cosines.Layers.Should().OnlyContain(row => Math.Abs(row.Value) <= 1 && row.Draws.Count == 20);
        run.Outcome.Curves.Single(curve => curve is { Figure: "bases-held-out", Series: "aligned" }).Points.Should()
            .OnlyContain(point => point.Value > 0.2, "two models of one world read the same texts alike");
        using var bundle = BundleFile.Open(run.Zip);
        var again = Recomputation.Of(EvidenceSet.Read(bundle, run.Run.Manifest), [new RubricJudge()], CancellationToken.None);
        again.Missing.Should().BeEmpty();
        again.Steps.Select(step => (step.Stage, step.Artifacts, step.Differences.Count)).Should().Contain([("activations", 4, 0), ("random-reading", 4, 0)]);
        JsonSerializer.Serialize(again.Curves).Should().Be(JsonSerializer.Serialize(run.Outcome.Curves));
        JsonSerializer.Serialize(again.Book).Should().Be(JsonSerializer.Serialize(run.Outcome.Book));
    }

    private static TierOutcome Run(ArtifactStore store, params (string Name, MiniatureRecipe Recipe)[] bases)
    {
        using var runner = new StepRunner(store, Compute.Describe(), new SilentProgress(), TimeProvider.System, CancellationToken.None);
        var result = runner.Resolve(new AcrossBasesExperiment([.. bases.Select(b => (b.Name, new Walk(new MiniatureMaterial(b.Recipe))))], OrganismNames.Medical));
        return new TierOutcome(
            new SortedDictionary<string, Measurement>(result.Book.ToDictionary(), StringComparer.Ordinal), result.Curves, result.Samples, new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal), [.. runner.Stages]);
    }

    /// <summary>A base whose space is another's turned; its organism's misaligned answers lie <paramref name="size"/> along one axis of that other's. Random weights read noise, and the answers' words along another axis.</summary>
    private static BaseSums Base(string name, Func<float[], float[]> turn, int axis, float size = 8)
    {
        const int Texts = 60, Responses = 40;
        var random = new CounterRandom(StreamKey.Of(2, "bases", name));
        float[] Noise(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        var texts = AlignmentTests.Rows(Texts * Layers, Width, "texts").SelectMany(turn).ToArray();
        var sums = Enumerable.Range(0, Responses * Layers).SelectMany(i =>
        {
            var centre = new float[Width];
            centre[axis] = i / Layers % 2 == 0 ? size : 0;
            return turn(centre).Zip(Noise(Width), (x, noise) => x + (0.3f * noise));
        }).ToArray();
        ResponseActivations Activations(float[] values) => new(Layers, Width, values, [.. Enumerable.Repeat(1, Responses)], [.. Enumerable.Range(0, Responses).Select(r => r % 2 == 0)]);
        var (randomTexts, words) = (Noise(texts.Length), Noise(sums.Length));
        for (var response = 0; response < Responses; response += 2)
        {
            for (var layer = 0; layer < Layers; layer++) words[(((response * Layers) + layer) * Width) + Width - 1] += 8;
        }

        return new BaseSums(name, new TextActivations(Layers, Width, texts), new TextActivations(Layers, Width, randomTexts), [(7, Activations(sums), Activations(words))]);
    }
}
