using Repro.Evidence.Runs;

namespace Repro.Evidence.Tests.Runs;

public sealed class ProvenanceCollectorTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    private Provenance Collect(params (string Name, string Value)[] environment) => ProvenanceCollector.Collect(Request(environment));

    private ProvenanceRequest Request(params (string Name, string Value)[] environment) => new()
    {
        RepositoryRoot = folder.Path,
        Environment = environment.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal),
        CommandLine = ["repro", "run", "--api-key", "abc", "--token=def", "--tier", "published"],
        Seeds = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal) { ["base"] = [1] },
        LedgerHash = "cafe",
        Threads = 2,
    };

    [Fact]
    public void Outside_a_repository_the_commit_is_unknown_and_not_dirty()
    {
        var provenance = Collect();
        provenance.Commit.Should().Be("unknown");
        provenance.Dirty.Should().BeFalse();
    }

    [SkippableFact]
    public void The_commit_and_an_uncommitted_file_are_seen()
    {
        Skip.IfNot(folder.Git("init", "-q"), "git is not installed.");
        File.WriteAllText(folder["a"], "a");
        folder.Git("add", "a");
        folder.Git("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "commit", "-q", "-m", "m");

        Collect().Commit.Should().MatchRegex("^[0-9a-f]{40}$");
        Collect().Dirty.Should().BeFalse();
        File.WriteAllText(folder["b"], "b");
        Collect().Dirty.Should().BeTrue();
    }

    [Fact]
    public void What_the_artifacts_say_of_libtorch_is_recorded()
    {
        var provenance = ProvenanceCollector.Collect(Request() with { Tensors = "libtorch 1.13.0; TorchSharp 0.106.0.0; 2 threads; cpu", EnergyJoules = 12.5, Started = DateTimeOffset.UnixEpoch, Finished = DateTimeOffset.UnixEpoch.AddHours(1) });

        provenance.Versions["libtorch"].Should().Be("1.13.0");
        provenance.Machine["tensors"].Should().Be("libtorch 1.13.0; TorchSharp 0.106.0.0; 2 threads; cpu");
        provenance.EnergyJoules.Should().Be(12.5);
        (provenance.Finished - provenance.Started).Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Packages_that_are_loaded_are_recorded_and_the_framework_is_not()
    {
        YamlDotNet.Core.Mark.Empty.Index.Should().Be(0);
        Collect().Versions.Should().ContainKey("YamlDotNet").And.NotContain(v => v.Key.StartsWith("System") || v.Key.StartsWith("Repro."));
    }

    [Fact]
    public void Only_variables_that_change_numbers_are_kept_and_never_a_secret() =>
        Collect(("OMP_NUM_THREADS", "2"), ("OPENBLAS_CORETYPE", "Haswell"), ("REPRO_JUDGE_KEY", "s3cret"), ("REPRO_COMPAT", "1"), ("HOME", "/home/x"))
            .Environment.Should().Equal(new Dictionary<string, string>(StringComparer.Ordinal) { ["OMP_NUM_THREADS"] = "2", ["OPENBLAS_CORETYPE"] = "Haswell", ["REPRO_COMPAT"] = "1" });

    [Theory]
    [InlineData("https://me:swordfish@host/v1", "https://***@host/v1")]
    [InlineData("/models/sk-12345678/x", "/models/***/x")]
    [InlineData("https://host/a@b", "https://host/a@b")]
    public void What_a_secret_variable_holds_is_blotted_out_wherever_it_stands(string value, string written) =>
        ProvenanceCollector.NumericEnvironment(new Dictionary<string, string>(StringComparer.Ordinal) { ["REPRO_X"] = value, ["OPENAI_API_KEY"] = "sk-12345678", ["SHORT_TOKEN"] = "host" })
            .Should().ContainSingle().Which.Value.Should().Be(written);

    [Fact]
    public void Secrets_on_the_command_line_are_blotted_out() =>
        Collect().CommandLine.Should().Be("repro run --api-key *** --token=*** --tier published");

    [Fact]
    public void Machine_and_versions_are_described()
    {
        var provenance = Collect();
        provenance.Machine.Keys.Should().Equal("cores", "cpu", "gpu", "memory", "os", "threads");
        provenance.Machine["threads"].Should().Be("2");
        provenance.Machine["cpu"].Should().NotBeEmpty();
        provenance.Versions[".NET"].Should().Be(Environment.Version.ToString());
        provenance.Versions["repro"].Should().StartWith("0.1.0");
        provenance.PeakMemory.Should().BePositive();
    }
}
