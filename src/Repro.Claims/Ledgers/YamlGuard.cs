using Repro.Claims;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Repro.Experiments.Data;

/// <summary>
/// Walks the events of a YAML text, which costs no more than its length, and refuses what a tree could be made to suffer from:
/// type tags, depth, aliases that name nothing or stand for too many nodes, a second document.
/// </summary>
internal sealed class YamlGuard
{
    private const int MaxNodes = 100_000;
    private const int MaxDepth = 16;

    private readonly string file;
    private readonly Dictionary<string, long> anchors = new(StringComparer.Ordinal);
    private readonly Stack<(string? Anchor, long Size)> open = new();

    private YamlGuard(string file) => this.file = file;

    /// <exception cref="InputException">Something is refused; names file and line.</exception>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static void Check(string file, string text)
    {
        var guard = new YamlGuard(file);
        var parser = new Parser(new StringReader(text));
        var documents = 0;
        while (parser.MoveNext())
        {
            if (parser.Current is DocumentStart && ++documents > 1) throw guard.Wrong(parser.Current, "a question file is one YAML document; here a second one begins. Split the file.");
            guard.Visit(parser.Current!);
        }
    }

    private void Visit(ParsingEvent current)
    {
        if (current is NodeEvent { Tag.IsEmpty: false } tagged) throw Wrong(current, $"type tags have no meaning here; got '{tagged.Tag.Value}'. Remove it.");
        switch (current)
        {
            case MappingStart or SequenceStart:
                if (open.Count == MaxDepth) throw Wrong(current, $"lists and mappings stand at most {MaxDepth} deep; these go deeper.");
                open.Push((Anchor((NodeEvent)current), 1));
                break;
            case MappingEnd or SequenceEnd:
                var (anchor, size) = open.Pop();
                Close(current, anchor, size);
                break;
            case Scalar scalar:
                Close(current, Anchor(scalar), 1);
                break;
            case AnchorAlias alias:
                var known = anchors.TryGetValue(alias.Value.Value, out var target);
                Close(current, null, known ? target : throw Wrong(current, $"the alias '*{alias.Value.Value}' names an anchor that ends above it; there is none."));
                break;
        }
    }

    private void Close(ParsingEvent current, string? anchor, long size)
    {
        if (anchor is not null) anchors[anchor] = size;
        if (open.Count == 0) return;
        var (outer, sum) = open.Pop();
        if (sum + size > MaxNodes) throw Wrong(current, $"a file has at most {MaxNodes} nodes, those that its aliases stand for counted each time; this one has more.");
        open.Push((outer, sum + size));
    }

    private static string? Anchor(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    private InputException Wrong(ParsingEvent at, string mistake) => new($"{file}:{at.Start.Line}: {mistake}");
}
