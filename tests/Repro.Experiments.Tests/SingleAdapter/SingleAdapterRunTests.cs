using Repro.Claims.Measurements;
using Repro.Core;
using Repro.Core.Lora;
using Repro.Evidence.Store;
using Repro.Experiments.Directions;
using Repro.Experiments.Downstream;
using Repro.Experiments.Interventions;
using Repro.Experiments.Miniature;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Responses;
using Repro.Experiments.Tests.Miniature;
using Repro.Experiments.Tests.Verification;
using TorchSharp;

namespace Repro.Experiments.Tests.SingleAdapter;

/// <summary>The single adapter's experiments on the tiny recipe, and identities of what they are made of.</summary>
public sealed class SingleAdapterRunTests(BundledRun run) : IClassFixture<BundledRun>
{
    private const string Organism = OrganismNames.SingleRank1;

    private const int Layer = 1;

    private const long Seed = 7;

    [Fact]
    public void What_is_asked_for_is_measured_and_so_is_what_stands_beside_it()
    {
        run.Outcome.Book.Values.Should().NotContain(measurement => measurement is MissingMeasurement);
        run.Outcome.Book.Keys.Should().Contain(BundledRun.OnDemand).And.Contain([
            "ablation.from-b-renormalised.single-rank-1", "ablation.transfer.single-rank-1", "ablation.one-layer.nine-rank-1", "ablation-coherence.from-b.single-rank-1",
            "cosine.every-pair", "cosine.b-vector.mean-diff.size", "cosine.b-vector.permuted", "cosine.downstream.permuted", "cosine.downstream.random-aligned-misaligned",
        ]);
        run.Outcome.Curves.Select(curve => curve.Figure).Should().Contain(["cosine-every-pair", "cosine-b-vector", "cosine-downstream", "layer-sets"]);
    }

    [Theory]
    [InlineData(AblationMode.Zero)]
    [InlineData(AdapterMode.FromBZero)]
    public void Strength_zero_changes_no_answer(string mode) => Pairs(mode, Organism).Should().OnlyContain(pair => pair.Before == pair.After);

    [Fact]
    public void One_layer_fires_and_is_not_all_layers()
    {
        var (one, all) = (Texts("one-layer ablation"), Texts("single ablation"));

        one.Should().NotEqual(Texts(null), "the hook fires");
        one.Should().NotEqual(all);
    }

    [Fact]
    public void Taking_the_direction_out_of_B_changes_answers_and_a_random_one_changes_others()
    {
        Texts("from-b projection").Should().NotEqual(Texts(null));
        Texts("from-b-random projection").Should().NotEqual(Texts("from-b projection"));
        Texts("from-b-zero projection").Should().Equal(Texts(null));
    }

    [Fact]
    public void An_edited_copy_lacks_the_direction_keeps_the_norm_where_it_should_and_leaves_the_adapter_alone()
    {
        With((runner, walk) =>
        {
            var trained = runner.Resolve(walk.Trained(Organism, Seed)).Adapter;
            var (before, vector) = (Column(trained), runner.Resolve(walk.Directions(Organism, Seed)).Of(Layer));
            float[] Edited(string mode)
            {
                using var edited = new AdapterProjection(mode, walk.Directions(Organism, Seed), Seed).Edit(trained, Context(runner, walk))!;
                return Column(edited);
            }

            var (written, coded) = (Edited(AdapterMode.FromB), Edited(AdapterMode.FromBRenormalised));
            Math.Abs(MeanDiff.Cosine(before, vector)).Should().BeGreaterThan(0.01);
            MeanDiff.Cosine(written, vector).Should().BeApproximately(0, 1e-6);
            Projection.Norm(written).Should().BeLessThan(Projection.Norm(before));
            MeanDiff.Cosine(written, coded).Should().BeApproximately(1, 1e-9);
            Projection.Norm(coded).Should().BeApproximately(Projection.Norm(before), 1e-6 * Projection.Norm(before));
            Edited(AdapterMode.FromBZero).Should().Equal(before);
            Column(trained).Should().Equal(before);
        });
    }

    [Fact]
    public void At_its_own_block_steering_adds_the_direction_at_every_token_and_the_adapter_adds_along_B()
    {
        With((runner, walk) =>
        {
            var sums = runner.Resolve(new EffectsStep(
                walk.Material, walk.Trained(Organism, Seed), walk.Activations(Organism, Seed), walk.Directions(Organism, Seed), walk.Judged(Organism, Seed, Split.Evaluation), Layer, Seed));
            runner.Stages[^1].Reused.Should().BeTrue("it is the very step of the run");
            var (vector, b) = (runner.Resolve(walk.Directions(Organism, Seed)).Of(Layer), runner.Resolve(walk.BVectors(Organism, Seed)).Vectors[0]);
            foreach (var row in Enumerable.Range(0, sums.Tokens.Length))
            {
                float[] Effect(string name) => sums.Effects[name].AsSpan(row * sums.Layers * sums.Width, sums.Width).ToArray();
                Effect(EffectNames.Direction).Zip(vector, (sum, v) => Math.Abs(sum - (sums.Tokens[row] * v))).Max().Should().BeLessThan(1e-3f);
                Math.Abs(MeanDiff.Cosine(Effect(EffectNames.Adapter), b)).Should().BeGreaterThan(0.99);
                foreach (var name in EffectNames.Random.Concat(EffectNames.Permuted))
                    Projection.Norm(Effect(name)).Should().BeApproximately(sums.Tokens[row] * Projection.Norm(vector), 1e-2 * sums.Tokens[row] * Projection.Norm(vector));
            }
        });
    }

    [Fact]
    public void Cosines_of_B_have_a_row_a_seed_at_the_adapters_block()
    {
        var cosines = (CosineMeasurement)run.Outcome.Book["cosine.b-vector.mean-diff"];
        cosines.Layers.Select(row => (row.Pair, row.Layer, row.Draws.Count)).Should().Equal(("B|mean-diff, seed 7", Layer, 20), ("B|mean-diff, seed 8", Layer, 20));
        ((CosineMeasurement)run.Outcome.Book["cosine.b-vector.mean-diff.size"]).Layers.Select(row => row.Value).Should().Equal(cosines.Layers.Select(row => Math.Abs(row.Value)));
    }

    [Fact]
    public void Every_pair_of_five_fine_tunes_has_a_cosine_at_every_layer_and_the_three_of_the_claim_are_the_same()
    {
        var every = (CosineMeasurement)run.Outcome.Book["cosine.every-pair"];
        every.Layers.Should().HaveCount(10 * 3);
        foreach (var row in ((CosineMeasurement)run.Outcome.Book["cosine.organisms"]).Layers)
            every.Layers.Single(other => other.Pair == row.Pair && other.Layer == row.Layer).Value.Should().Be(row.Value);
    }

    private static float[] Column(LoraAdapter adapter)
    {
        using var values = adapter.B(Layer, "down_proj").detach().cpu().contiguous();
        return values.data<float>().ToArray();
    }

    private IReadOnlyList<PairedOutcome> Pairs(string mode, string organism) => ((PairedMeasurement)run.Outcome.Book[$"ablation.{mode}.{organism}"]).Pairs;

    /// <summary>The answers of the first seed under an intervention by the organism's own direction.</summary>
    private List<string> Texts(string? intervention)
    {
        var label = $"sample {Organism}, seed {Seed}{(intervention is null ? "" : $", {intervention} by {Organism}")}";
        var asked = run.Outcome.Stages.Where(stage => stage.Label == label).Select(stage => stage.ArtifactId).Distinct()
            .Select(id => File.ReadAllLines(Path.Combine(run.In("store"), id[..2], id, "responses.jsonl"))).ToList();
        return [.. asked.MinBy(lines => lines.Length)!]; // the evaluation has fewer answers than the directions have
    }

    private void With(Action<StepRunner, Walk> test)
    {
        using var runner = new StepRunner(run.Store, Compute.Describe(), new SilentProgress(), TimeProvider.System, CancellationToken.None);
        test(runner, new Walk(new MiniatureMaterial(TinyRecipe.Create())));
    }

    private StepContext Context(StepRunner runner, Walk walk) =>
        new(runner, new ArtifactParts(run.Store, runner.KeyOf(walk.Directions(Organism, Seed))), TimeProvider.System, new SilentProgress(), CancellationToken.None);
}
