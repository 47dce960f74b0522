using TorchSharp;

namespace Repro.Compat.Tests.Conformance;

public sealed class ConformanceTests
{
    /// <summary>Public types that the listing neither describes nor names, with the place that does.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["TorchSharp.Utils.ComponentNameAttribute"] = "design/torch.md: [ComponentName(Name = \"q_proj\")]",
    };

    [SkippableFact]
    public void Nothing_is_public_that_the_package_lacks_and_no_signature_differs()
    {
        Setup.RequireCompat();
        Skip.IfNot(File.Exists(Listing.Path), $"no {Listing.Path}");
        var listing = Listing.Read();
        var strangers = new List<string>();
        foreach (var type in typeof(torch).Assembly.GetExportedTypes().Where(t => !t.IsNested || t.IsNestedPublic))
        {
            var key = Surface.Key(type);
            if (listing.Types.TryGetValue(key, out var members))
            {
                if (!type.IsEnum)
                {
                    strangers.AddRange(Surface.Members(type).Where(m => !members.Contains(m) && !Narrower(m, members)).Select(m => $"{key}: {m}"));
                }
            }
            else if (!listing.Mentions(type.Name.Split('`')[0]) && !Elsewhere.ContainsKey(key))
            {
                strangers.Add(key);
            }
        }

        strangers.Should().BeEmpty();
    }

    /// <summary>A property that is read-only here and has a setter in the package is a subset.</summary>
    private static bool Narrower(string member, HashSet<string> members) =>
        member.EndsWith("{ get; }", StringComparison.Ordinal) && members.Contains(member.Replace("{ get; }", "{ get; set; }"));
}
