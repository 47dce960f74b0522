namespace Repro.Compat.Tests.Conformance;

/// <summary>The package's public surface as ../shared/reference/torchsharp-api.txt lists it: type name to member lines.</summary>
internal sealed class Listing
{
    private readonly string text;

    private Listing(string text, IReadOnlyDictionary<string, HashSet<string>> types) => (this.text, Types) = (text, types);

    public IReadOnlyDictionary<string, HashSet<string>> Types { get; }

    public static string Path => System.IO.Path.Combine(Setup.Shared, "reference", "torchsharp-api.txt");

    public static Listing Read()
    {
        var types = new Dictionary<string, HashSet<string>>();
        HashSet<string>? members = null;
        foreach (var line in File.ReadLines(Path))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                // "## static class TorchSharp.torch.nn : Base [interfaces]"
                var name = line[3..].Split(" : ")[0].Split(" [")[0].Split(' ')[^1];
                types[name] = members = [];
            }
            else if (line.StartsWith("  ", StringComparison.Ordinal))
            {
                members!.Add(Plain(line.Split("  // ")[0].Trim()));
            }
        }

        return new Listing(File.ReadAllText(Path), types);
    }

    /// <summary>Whether a type that has no section of its own is named by some signature.</summary>
    public bool Mentions(string name) => text.Contains(name, StringComparison.Ordinal);

    /// <summary>Without the modifiers that do not change how a member is called.</summary>
    public static string Plain(string member) => member.Replace("virtual ", "").Replace("abstract ", "").Replace("readonly ", "");
}
