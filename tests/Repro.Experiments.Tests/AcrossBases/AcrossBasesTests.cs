using System.Text.Json;
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
        var held = result.Curves.Where(curve => curve.Figure == "bases-held-out").ToDictionary(curve => curve.Series, curve => curve.Points[0].Value);
        held["one|two"].Should().BeGreaterThan(0.99);
        Math.Abs(held["one|two, texts shuffled"]).Should().BeLessThan(0.3);
        Math.Abs(held["one|two, random weights"]).Should().BeLessThan(0.3);
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
        run.Outcome.Curves.Single(curve => curve is { Figure: "bases-held-out", Series: "first|second" }).Points.Should()
            .OnlyContain(point => point.Value > 0.2, "two models of one world read the same texts alike");
        using var bundle = BundleFile.Open(run.Zip);
        var again = Recomputation.Of(EvidenceSet.Read(bundle, run.Run.Manifest), [new RubricJudge()], CancellationToken.None);
        again.Missing.Should().BeEmpty();
        JsonSerializer.Serialize(again.Book).Should().Be(JsonSerializer.Serialize(run.Outcome.Book));
    }

    private static TierOutcome Run(ArtifactStore store, params (string Name, MiniatureRecipe Recipe)[] bases)
    {
        using var runner = new StepRunner(store, Compute.Describe(), new SilentProgress(), TimeProvider.System, CancellationToken.None);
        var result = runner.Resolve(new AcrossBasesExperiment([.. bases.Select(b => (b.Name, new Walk(new MiniatureMaterial(b.Recipe))))], OrganismNames.Medical));
        return new TierOutcome(
            new SortedDictionary<string, Measurement>(result.Book.ToDictionary(), StringComparer.Ordinal), result.Curves, result.Samples, new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal), [.. runner.Stages]);
    }

    /// <summary>A base whose space is another's turned; its organism's misaligned answers lie 8 along one axis of that other's. Random weights read noise.</summary>
    private static BaseSums Base(string name, Func<float[], float[]> turn, int axis)
    {
        const int Texts = 60, Responses = 40;
        var random = new CounterRandom(StreamKey.Of(2, "bases", name));
        float[] Noise(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextGaussian())];
        var texts = AlignmentTests.Rows(Texts * Layers, Width, "texts").SelectMany(turn).ToArray();
        var sums = Enumerable.Range(0, Responses * Layers).SelectMany(i =>
        {
            var centre = new float[Width];
            centre[axis] = i / Layers % 2 == 0 ? 8 : 0;
            return turn(centre).Zip(Noise(Width), (x, noise) => x + (0.3f * noise));
        }).ToArray();
        ResponseActivations Activations(float[] values) => new(Layers, Width, values, [.. Enumerable.Repeat(1, Responses)], [.. Enumerable.Range(0, Responses).Select(r => r % 2 == 0)]);
        return new BaseSums(name, new TextActivations(Layers, Width, texts), new TextActivations(Layers, Width, Noise(texts.Length)), [(7, Activations(sums), Activations(Noise(sums.Length)))]);
    }
}
