using System.Reflection;
using Repro.Compat.Tests.Conformance;

namespace Repro.Compat.Tests.PublicApi;

public sealed class PublicApiTests
{
    /// <summary>What others may build on. A change of it is meant, seen in review, and said in CHANGELOG.md. REPRO_ACCEPT=1 rewrites the list.</summary>
    [Theory]
    [InlineData("Repro.Claims")]
    [InlineData("Repro.Core")]
    [InlineData("Repro.Evidence")]
    [InlineData("Repro.Experiments")]
    [InlineData("Repro.Judges")]
    [InlineData("Repro.Report")]
    public void The_public_members_of_a_room_are_the_listed_ones(string room)
    {
        var golden = Path.Combine(Setup.Root, "golden", "api", room + ".txt");
        var now = Assembly.Load(room).GetExportedTypes().Where(type => type.Namespace?.StartsWith("Repro.", StringComparison.Ordinal) == true)
            .OrderBy(Surface.Key, StringComparer.Ordinal).SelectMany(Lines).ToArray();
        now.Should().NotBeEmpty();
        if (Environment.GetEnvironmentVariable("REPRO_ACCEPT") == "1") File.WriteAllText(golden, string.Concat(now.Select(line => line + "\n")));
        File.Exists(golden).Should().BeTrue($"{golden} lists them. Set REPRO_ACCEPT=1 and run this test to write it");
        now.Should().Equal(File.ReadAllLines(golden), "the listed API changes on purpose only. Where it is meant, set REPRO_ACCEPT=1 and run this test");
    }

    /// <summary>The type, then its own members; what the compiler adds to every record is left out.</summary>
    private static IEnumerable<string> Lines(Type type) =>
        [Surface.Key(type), .. Surface.Members(type).Where(member => !OfRecords(type, member)).Order(StringComparer.Ordinal).Select(member => "  " + member)];

    private static bool OfRecords(Type type, string member) =>
        type.GetMethod("<Clone>$") is not null
        && (member.Contains(" Equals(") || member.Contains(" op_") || member.Contains("GetHashCode(") || member.Contains("ToString(") || member.Contains("PrintMembers(")
            || member.Contains("<Clone>$") || member.Contains("EqualityContract") || member.Contains(" Deconstruct(") || member.StartsWith("protected " + type.Name + "(", StringComparison.Ordinal));
}
