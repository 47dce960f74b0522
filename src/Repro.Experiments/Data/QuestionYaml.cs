using System.Text;
using Repro.Claims;
using Repro.Claims.Ledgers;
using YamlDotNet.RepresentationModel;

namespace Repro.Experiments.Data;

/// <summary>A question file's list, checked to be harmless before any tree of it is built, with its merge keys resolved.</summary>
internal static class QuestionYaml
{
    private const int MaxBytes = 4 << 20;
    private const string Needs = "It is a list of questions, each with id, type, paraphrases, samples_per_paraphrase, judge and judge_prompts.";

    public static IEnumerable<YamlMap> Rows(string path)
    {
        var bytes = InputFile.ReadUtf8(path, MaxBytes);
        if (bytes.AsSpan().IndexOf((byte)0) is >= 0 and var zero) throw new InputException($"{path}:{bytes.AsSpan(0, zero).Count((byte)'\n') + 1}: the file is text; byte {zero + 1} of it is NUL.");
        var text = Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
        var documents = YamlGuard.Load(path, text);
        if (documents.Count == 0) throw new InputException($"{path}:1: the file is empty. {Needs}");
        if (documents[0].RootNode is not YamlSequenceNode { Children.Count: > 0 } list)
            throw new InputException($"{path}:{documents[0].RootNode.Start.Line}: this is no list of questions. {Needs}");
        YamlMerge.Resolve(path, list);
        return list.Select((node, i) => new YamlMap(path, $"question {i + 1}", node));
    }
}
