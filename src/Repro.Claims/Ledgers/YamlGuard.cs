using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Repro.Claims.Ledgers;

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

    /// <summary>The text's documents, built after every event of it was seen to be harmless.</summary>
    /// <exception cref="InputException">The text is not YAML, or something is refused; names file and line.</exception>
    public static IList<YamlDocument> Load(string file, string text)
    {
        var guard = new YamlGuard(file);
        var parser = new Parser(new StringReader(text));
        try
        {
            guard.Check(parser);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents;
        }
        catch (YamlException mistake)
        {
            throw new InputException($"{file}:{mistake.Start.Line}: this is not YAML: {mistake.Message}", mistake);
        }
        catch (InvalidOperationException mistake)
        {
            // The parser's own state breaks on some lists that are never closed.
            throw new InputException($"{file}:{parser.Current?.End.Line ?? 1}: this is not YAML: a list or a mapping from here on is not closed.", mistake);
        }
    }

    private void Check(Parser parser)
    {
        var documents = 0;
        while (parser.MoveNext())
        {
            if (parser.Current is DocumentStart && ++documents > 1) throw Wrong(parser.Current, "a file is one YAML document; here a second one begins. Split the file.");
            Visit(parser.Current!);
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
