using System.Buffers.Binary;
using System.Text.Json;
using Repro.Claims.Measurements;
using Repro.Evidence.Bundles;
using Repro.Evidence.Runs;
using Repro.Experiments.Tests.Paper;
using Repro.Experiments.Verification;
using Repro.Judges;

namespace Repro.Experiments.Tests.Verification;

public sealed class RecomputationTests(BundledRun run) : IClassFixture<BundledRun>
{
    [Fact]
    public void Every_measurement_and_every_figure_follows_from_the_bundle_bit_for_bit()
    {
        using var bundle = BundleFile.Open(run.Zip);
        var evidence = EvidenceSet.Read(bundle, run.Run.Manifest);
        var again = Recomputation.Of(evidence, [new RubricJudge()], CancellationToken.None);

        bundle.Damage.Should().BeEmpty();
        evidence.Changed.Should().BeEmpty();
        evidence.Root.Should().Be(run.Run.Manifest.Provenance.ArtifactsRoot);
        again.Missing.Should().BeEmpty();
        Json(again.Book).Should().Be(Json(run.Outcome.Book));
        again.Steps.Should().OnlyContain(step => step.Differences.Count == 0 && step.Unchecked.Count == 0 && step.Rows > 0);
        again.Steps.Select(step => step.Stage).Should().Equal("judge", "activations", "directions", "effects");
        again.Curves.SelectMany(c => c.Points.Select(p => (c.Figure, c.Series, p))).Should().BeEquivalentTo(run.Outcome.Curves.SelectMany(c => c.Points.Select(p => (c.Figure, c.Series, p))));
    }

    [Fact]
    public void A_bundle_holds_no_weights_and_names_them_by_hash()
    {
        run.Index.Files.Should().NotContain(f => f.Name.EndsWith("model.safetensors") && f.Name.StartsWith("artifacts/"));
        run.Evidence.LeftOut.Files.Should().BeGreaterThan(0);
        using var bundle = BundleFile.Open(run.Zip);
        var trained = EvidenceSet.Read(bundle, run.Run.Manifest).Artifacts.Values.First(a => a.Key.Stage == "train-organism");
        trained.Has("adapter/adapter_model.safetensors").Should().BeFalse();
        using var manifest = new StreamReader(bundle.Open($"artifacts/{trained.Id}/manifest.json"));
        manifest.ReadToEnd().Should().MatchRegex("\"adapter/adapter_model.safetensors\": \\{\\s*\"sha256\": \"[0-9a-f]{64}\"");
    }

    [Fact]
    public void The_same_run_gives_the_same_bundle()
    {
        BundleWriter.Write(run.In("again.zip"), "miniature-tiny", run.Index.ArtifactsRoot, new RunEvidence(run.Run, run.Store, weights: false), CancellationToken.None);
        File.ReadAllBytes(run.In("again.zip")).Should().Equal(File.ReadAllBytes(run.Zip));
    }

    [Fact]
    public void A_hundred_of_a_hundred_single_byte_changes_are_found_and_the_file_is_named()
    {
        var bytes = File.ReadAllBytes(run.Zip);
        var owners = Owners(bytes);
        var random = new Random(20261121);
        for (var change = 0; change < 100; change++)
        {
            var at = random.Next(bytes.Length);
            var before = bytes[at];
            bytes[at] ^= (byte)random.Next(1, 256);
            File.WriteAllBytes(run.In("changed.zip"), bytes);
            bytes[at] = before;
            using var bundle = BundleFile.Open(run.In("changed.zip"));
            bundle.Damage.Select(d => d.Name).Should().Contain(owners(at), $"byte {at} of {bytes.Length} is its");
        }
    }

    [Fact]
    public void Responses_of_another_run_under_an_artifacts_name_are_found()
    {
        var victim = run.Index.Files.First(f => f.Name.EndsWith("responses.jsonl")).Name;
        var other = run.Index.Files.Last(f => f.Name.EndsWith("responses.jsonl")).Name;
        var swapped = new Replaced(run.Evidence, victim, () => run.Evidence.Open(other));

        EvidenceSet.Read(swapped, run.Run.Manifest).Changed.Should().Equal($"{victim} (respond) is not the file that its manifest recorded");
    }

    [Fact]
    public void A_judgement_that_the_rubric_does_not_give_is_told_with_both_values()
    {
        var judged = run.Index.Files.First(f => f.Name.EndsWith("judgements.jsonl")).Name;
        using var reader = new StreamReader(run.Evidence.Open(judged));
        var lines = reader.ReadToEnd().Split('\n');
        lines[0] = """{"aligned":12.5,"coherent":100,"badStuff":0,"topics":{}}""";
        var forged = new Replaced(run.Evidence, judged, () => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines))));

        var again = Recomputation.Of(EvidenceSet.Read(forged, run.Run.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Steps[0].Differences.Should().ContainSingle().Which.Should().MatchRegex($"^{judged.Split('/')[1][..12]}, .* sample 0: stored aligned 12\\.5 coherent 100, recomputed [0-9.]+ and [0-9.]+$");
        Json(again.Book).Should().Be(Json(run.Outcome.Book), "what is measured follows from the responses, not from the forged scores");
    }

    [Fact]
    public void Sums_that_are_gone_leave_the_cosines_without_evidence_and_the_rest_whole()
    {
        var without = new Without(run.Evidence, name => name.EndsWith("activations.safetensors"));

        var again = Recomputation.Of(EvidenceSet.Read(without, run.Run.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Missing.Keys.Should().Equal(
            "cosine.b-vector.mean-diff", "cosine.b-vector.mean-diff.size", "cosine.b-vector.nine-rank-1", "cosine.b-vector.permuted",
            "cosine.every-pair", "cosine.every-pair.permuted", "cosine.organisms", "cosine.random");
        again.Missing["cosine.organisms"].Should().MatchRegex("^activations.safetensors of artifact [0-9a-f]{12} \\(activations\\) is not here$");
        again.Book.Should().ContainKey("em.nine-rank-1");
    }

    [Fact]
    public void Effects_of_other_rows_than_the_judged_responses_are_found()
    {
        var effects = run.Index.Files.Where(f => f.Name.EndsWith("effects.safetensors")).Select(f => f.Name).ToList();
        var swapped = new Replaced(run.Evidence, effects[0], () => run.Evidence.Open(effects[1]));

        var again = Recomputation.Of(EvidenceSet.Read(swapped, run.Run.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Steps[^1].Differences.Should().ContainSingle().Which.Should().MatchRegex($"^{effects[0].Split('/')[1][..12]}: its [0-9]+ rows are not those that the judged responses give$");
    }

    [Fact]
    public void B_vectors_and_effects_that_are_gone_leave_their_cosines_without_evidence()
    {
        var without = new Without(run.Evidence, name => name.EndsWith("effects.safetensors") || name.EndsWith("b-vectors.safetensors"));

        var again = Recomputation.Of(EvidenceSet.Read(without, run.Run.Manifest), [new RubricJudge()], CancellationToken.None);

        again.Missing.Keys.Should().OnlyContain(key => key.StartsWith("cosine.b-vector") || key.StartsWith("cosine.downstream")).And.HaveCount(10);
        again.Missing["cosine.downstream.b-vector.mean-diff"].Should().MatchRegex("^effects.safetensors of artifact [0-9a-f]{12} \\(effects\\) is not here$");
    }

    [Fact]
    public void Scores_of_a_judge_that_is_not_here_are_taken_as_recorded_and_said_to_be()
    {
        var again = Recomputation.Of(EvidenceSet.Read(run.Evidence, run.Run.Manifest), [], CancellationToken.None);

        again.Steps[0].Unchecked.Should().Equal($"judgements of {new RubricJudge().Identity} are taken as recorded: that judge is not here");
        Json(again.Book).Should().Be(Json(run.Outcome.Book));
    }

    [Fact]
    public void A_seed_chosen_sample_is_judged_again_and_the_agreement_told()
    {
        var evidence = EvidenceSet.Read(run.Evidence, run.Run.Manifest);
        var same = Rejudging.Sample(evidence, new RubricJudge(), 0.2, 1, CancellationToken.None);
        var coin = Rejudging.Sample(evidence, new CoinJudge(), 0.2, 1, CancellationToken.None);

        same.Sampled.Should().Be(coin.Sampled).And.BeInRange((int)(same.Of * 0.1), (int)(same.Of * 0.3));
        same.Agreement.Metrics.Where(m => m.Metric is "aligned" or "coherent").Should().HaveCount(2).And.OnlyContain(m => m.Alpha == 1);
        coin.Agreement.Metrics.Single(m => m.Metric == "aligned").Alpha.Should().BeLessThan(0.5);
        Rejudging.Sample(evidence, new RubricJudge(), 1, 1, CancellationToken.None).Sampled.Should().Be(same.Of);
        Rejudging.Sample(evidence, new RubricJudge(), 0.2, 2, CancellationToken.None).Sampled.Should().NotBe(0);
    }

    private static string Json(IReadOnlyDictionary<string, Measurement> book) => JsonSerializer.Serialize(new SortedDictionary<string, Measurement>(book.ToDictionary(), StringComparer.Ordinal), RunJson.Options);

    /// <summary>Whose byte stands at an offset, worked out here from the zip format: local headers and contents, then the directory, then the end.</summary>
    private Func<int, string> Owners(byte[] zip)
    {
        var ends = new List<(int End, string Name)>();
        string[] names = [.. run.Index.Files.Select(f => f.Name), "bundle.json"];
        var at = 0;
        foreach (var name in names)
        {
            at += 30 + name.Length + 20 + (int)BinaryPrimitives.ReadInt64LittleEndian(zip.AsSpan(at + 30 + name.Length + 12));
            ends.Add((at, name));
        }

        foreach (var name in names) ends.Add((at += 46 + name.Length + 28, name));
        ends.Add((zip.Length, "the zip's end"));
        return offset => ends.First(e => offset < e.End).Name;
    }

    private sealed class Replaced(IEvidenceFiles files, string name, Func<Stream> content) : IEvidenceFiles
    {
        public IReadOnlyList<string> Names => files.Names;

        public Stream Open(string asked) => asked == name ? content() : files.Open(asked);

        public string Hash(string asked)
        {
            using var stream = Open(asked);
            return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(stream));
        }
    }

    private sealed class Without(IEvidenceFiles files, Func<string, bool> gone) : IEvidenceFiles
    {
        public IReadOnlyList<string> Names => [.. files.Names.Where(n => !gone(n))];

        public Stream Open(string name) => files.Open(name);

        public string Hash(string name) => files.Hash(name);
    }
}
