using System.Globalization;
using Repro.Claims.Text;
using YamlDotNet.RepresentationModel;

namespace Repro.Claims.Ledgers;

/// <summary>A YAML mapping that knows where it stands and which of its keys were asked for, so that every mistake names file, line, key and what is allowed.</summary>
internal sealed class YamlMap
{
    private readonly YamlMappingNode node;
    private readonly SortedSet<string> allowed = new(StringComparer.Ordinal);

    public YamlMap(string file, string where, YamlNode node)
    {
        File = file;
        Where = where;
        this.node = node as YamlMappingNode ?? throw Wrong(node, file, where, "holds keys and values", Describe(node));
    }

    public string File { get; }

    public string Where { get; set; }

    /// <summary>The keys that are there, in their order.</summary>
    public IReadOnlyList<string> Keys => [.. node.Children.Select(c => (c.Key as YamlScalarNode)?.Value ?? "")];

    public InputException Error(string key, string rule) => new($"{File}:{Line(Find(key) ?? node)}: {Where}: {rule}");

    public string Place(string key) => $"{File}:{Line(Find(key) ?? node)}";

    public YamlNode? Find(string key)
    {
        allowed.Add(key);
        return node.Children.FirstOrDefault(c => c.Key is YamlScalarNode s && s.Value == key).Value;
    }

    public YamlNode Need(string key) => Find(key) ?? throw Error("", $"the key '{key}' is needed and missing.");

    public string? Text(string key) => Find(key) switch
    {
        null => null,
        YamlScalarNode { Value: { Length: > 0 } text } => text,
        var other => throw Wrong(other, key, "a text"),
    };

    public string NeedText(string key) => Text(Require(key))!;

    public double? Number(string key) => Find(key) is { } found ? AsNumber(found, key) : null;

    public double NeedNumber(string key) => Number(Require(key))!.Value;

    public int? Whole(string key) => Number(key) is not { } number ? null
        : number == Math.Truncate(number) && Math.Abs(number) < int.MaxValue ? (int)number
        : throw Wrong(Find(key)!, key, "a whole number");

    public int NeedWhole(string key) => Whole(Require(key))!.Value;

    public T? OneOf<T>(string key, IReadOnlyDictionary<string, T> names) where T : struct
    {
        if (Text(key) is not { } text)
            return null;
        return names.TryGetValue(text, out var value)
            ? value
            : throw Error(key, $"'{key}' is one of {string.Join(", ", names.Keys)}; got '{text}'.{Near.Hint(text, names.Keys)}");
    }

    public T NeedOneOf<T>(string key, IReadOnlyDictionary<string, T> names) where T : struct => OneOf(Require(key), names)!.Value;

    public YamlMap? Map(string key) => Find(key) is { } found ? new YamlMap(File, $"{Where}, {key}", found) : null;

    public YamlMap NeedMap(string key) => Map(Require(key))!;

    public IReadOnlyList<YamlMap>? Maps(string key)
        => Sequence(key)?.Select((child, i) => new YamlMap(File, $"{Where}, {key} {i + 1}", child)).ToList();

    public IReadOnlyList<string>? Texts(string key)
        => Sequence(key)?.Select(c => c is YamlScalarNode { Value: { Length: > 0 } t } ? t : throw Wrong(c, key, "a list of texts")).ToList();

    public IEnumerable<(string Key, YamlNode Value)> Entries()
        => node.Children.Select(c => (c.Key is YamlScalarNode { Value: { } k } ? k : throw Wrong(c.Key, "a key", "a text"), c.Value));

    public double AsNumber(YamlNode value, string key)
        => value is YamlScalarNode { Value: { } text }
            && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong(value, key, "a number");

    /// <summary>Throws on the first key that nobody asked for.</summary>
    public void Finish()
    {
        allowed.Remove("");
        foreach (var (key, _) in node.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!allowed.Contains(name))
                throw new InputException($"{File}:{Line(key)}: {Where}: there is no key '{name}'.{Near.Hint(name, allowed)} Allowed here: {string.Join(", ", allowed)}.");
        }
    }

    private string Require(string key)
    {
        Need(key);
        return key;
    }

    private IEnumerable<YamlNode>? Sequence(string key) => Find(key) switch
    {
        null => null,
        YamlSequenceNode sequence => sequence.Children,
        var other => throw Wrong(other, key, "a list"),
    };

    private InputException Wrong(YamlNode value, string key, string kind)
        => new($"{File}:{Line(value)}: {Where}: '{key}' is {kind}; got {Describe(value)}.");

    private static InputException Wrong(YamlNode node, string file, string where, string rule, string got)
        => new($"{file}:{Line(node)}: {where}: this place {rule}; got {got}.");

    private static long Line(YamlNode node) => node.Start.Line;

    private static string Describe(YamlNode node) => node switch
    {
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };
}
