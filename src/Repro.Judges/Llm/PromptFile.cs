using Repro.Claims;
using Repro.Claims.Ledgers;
using YamlDotNet.RepresentationModel;

namespace Repro.Judges.Llm;

/// <summary>Reads the prompts out of a question file. Its entries share their prompts, so a metric has one text in the whole file.</summary>
internal static class PromptFile
{
    private const string Key = "judge_prompts";

    public static Dictionary<string, string> Read(string yaml, string name)
    {
        var prompts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (metric, text, line) in Entries(yaml, name))
        {
            if (!prompts.TryAdd(metric, text) && prompts[metric] != text)
                throw new InputException($"{name}:{line}: a judge asks one prompt a metric; {metric} has two that differ. Split the file.");
        }

        return prompts.Count > 0 ? prompts : throw Wrong(name);
    }

    private static IEnumerable<(string Metric, string Text, long Line)> Entries(string yaml, string name)
    {
        foreach (var entry in Root(yaml, name).OfType<YamlMappingNode>())
        {
            if (!entry.Children.TryGetValue(new YamlScalarNode(Key), out var found) || found is not YamlMappingNode map) continue;
            foreach (var (metric, text) in map.Children)
            {
                if (metric is not YamlScalarNode { Value: { Length: > 0 } key } || text is not YamlScalarNode { Value: { } prompt }) throw Wrong(name);
                yield return (key, prompt, text.Start.Line);
            }
        }
    }

    private static YamlSequenceNode Root(string yaml, string name)
    {
        var documents = YamlGuard.Load(name, yaml);
        return documents.Count > 0 && documents[0].RootNode is YamlSequenceNode list ? list : throw Wrong(name);
    }

    private static InputException Wrong(string name) =>
        new($"{name}: a question file is a YAML list whose entries hold {Key}, a map from metric to text; this one is not. Name another file.");
}
