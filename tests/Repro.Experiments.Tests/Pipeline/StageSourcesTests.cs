namespace Repro.Experiments.Tests.Pipeline;

public sealed class StageSourcesTests : IDisposable
{
    private static readonly string Root = FindRoot();

    private static readonly string Golden = Path.Combine(Root, "golden", "api", "stages.txt");

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A stage's key names its version, not its code: this is what keeps the version honest. REPRO_ACCEPT=1 rewrites the list.</summary>
    [Fact]
    public void A_stage_whose_sources_changed_has_another_version_or_is_accepted_as_giving_the_same_bits()
    {
        StageSources.Names.Should().BeEquivalentTo(StageSources.Steps.Select(step => step.Name), "every step declares which sources compute it, in StageSources");
        var now = StageSources.Steps.Select(step => StageSources.Line(Path.Combine(Root, "src"), step)).ToArray();
        if (Environment.GetEnvironmentVariable("REPRO_ACCEPT") == "1") File.WriteAllText(Golden, string.Concat(now.Select(line => line + "\n")));
        File.Exists(Golden).Should().BeTrue($"{Golden} lists stages, versions and hashes of sources. Set REPRO_ACCEPT=1 and run this test to write it");
        now.Except(File.ReadAllLines(Golden)).Should().BeEmpty(
            "the sources of these stages changed. Where results change, raise the step's Version, so that nobody reuses older ones; where every bit stays, leave it. Then set REPRO_ACCEPT=1 and run this test");
        File.ReadAllLines(Golden).Should().Equal(now);
    }

    [Fact]
    public void A_hash_changes_with_code_and_not_with_comments_or_indentation()
    {
        var before = Hash("int x = 1;\n");

        Hash("    // why\n    int x = 1;\n\n").Should().Be(before);
        Hash("int x = 2;\n").Should().NotBe(before);
    }

    [Fact]
    public void A_new_file_in_a_declared_folder_changes_the_hash()
    {
        var before = Hash("int x = 1;\n");
        File.WriteAllText(In("src/Room/Other.cs"), "int y;\n");

        StageSources.Hash(In("src"), ["Room"]).Should().NotBe(before);
        StageSources.Hash(In("src"), ["Room/One.cs"]).Should().Be(before);
    }

    [Fact]
    public void A_declared_source_that_is_gone_is_refused()
    {
        var act = () => StageSources.Hash(folder.Path, ["Room/Gone.cs"]);

        act.Should().Throw<InvalidOperationException>().WithMessage($"Sources of a stage are files and folders below {folder.Path}; there is no 'Room/Gone.cs'. Correct StageSources.");
    }

    private string In(string name) => Path.Combine(folder.Path, name);

    private string Hash(string text)
    {
        Directory.CreateDirectory(In("src/Room"));
        File.WriteAllText(In("src/Room/One.cs"), text);
        return StageSources.Hash(In("src"), ["Room"]);
    }

    private static string FindRoot()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Repro.sln"))) at = Path.GetDirectoryName(at)!;
        return at;
    }
}
