namespace Repro.Compat.Tests.UsedApi;

public sealed class UsedApiTests
{
    private static readonly string Golden = Path.Combine(Setup.Root, "golden", "api", "torchsharp-used.txt");

    /// <summary>The surface that the TorchSharp package must have for src/ to run on it. REPRO_ACCEPT=1 rewrites the list.</summary>
    [Fact]
    public void The_members_of_TorchSharp_that_src_uses_are_the_listed_ones()
    {
        var used = new[] { "Repro.Core.dll", "Repro.Experiments.dll" }
            .SelectMany(name => UsedMembers.Of(Path.Combine(AppContext.BaseDirectory, name)))
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        used.Should().NotBeEmpty();
        if (Environment.GetEnvironmentVariable("REPRO_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Golden)!);
            File.WriteAllText(Golden, string.Concat(used.Select(line => line + "\n")));
        }

        File.Exists(Golden).Should().BeTrue($"{Golden} lists them. Set REPRO_ACCEPT=1 and run this test to write it");
        var listed = File.ReadAllLines(Golden);
        used.Except(listed).Should().BeEmpty("each of these is new in src/. Check that the package has it, then set REPRO_ACCEPT=1 and run this test");
        listed.Except(used).Should().BeEmpty("src/ uses these no longer. Set REPRO_ACCEPT=1 and run this test");
    }
}
