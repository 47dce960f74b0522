using Repro.Claims;
using YamlDotNet.RepresentationModel;

namespace Repro.Experiments.Data;

/// <summary>YAML's merge key: <c>&lt;&lt;: *a</c> or <c>&lt;&lt;: [*a, *b]</c> adds the keys that a mapping does not have itself, earlier mappings first.</summary>
internal static class YamlMerge
{
    private static readonly YamlScalarNode Key = new("<<");

    /// <summary>Resolves every merge key under <paramref name="root"/>, in place. Its size must be bounded, and it must hold no cycle.</summary>
    /// <exception cref="InputException">A merge key holds no mapping; names file and line.</exception>
    public static void Resolve(string file, YamlNode root) => Resolve(file, root, new HashSet<YamlNode>(ReferenceEqualityComparer.Instance));

    private static void Resolve(string file, YamlNode node, HashSet<YamlNode> done)
    {
        if (!done.Add(node)) return;
        if (node is YamlSequenceNode list)
        {
            foreach (var child in list.Children) Resolve(file, child, done);
        }

        if (node is not YamlMappingNode map) return;
        foreach (var (_, value) in map.Children) Resolve(file, value, done);
        if (!map.Children.TryGetValue(Key, out var merged)) return;
        map.Children.Remove(Key);
        foreach (var source in merged is YamlSequenceNode several ? several.Children : [merged])
        {
            if (source is not YamlMappingNode from) throw new InputException($"{file}:{merged.Start.Line}: the key '<<' holds a mapping or a list of mappings; got something else.");
            foreach (var (key, value) in from.Children) map.Children.TryAdd(key, value);
        }
    }
}
