using System.Text.Json;
using Repro.Core.Checkpoints;
using Repro.Core.Model;
using Repro.Core.Random;

namespace Repro.Experiments.Tests.Paper;

/// <summary>A random checkpoint with the golden tokenizer, made-up training sets and questions: what the paper tier reads, in small.</summary>
internal sealed class RehearsalFolder : IDisposable
{
    private readonly TempFolder folder = new();

    public RehearsalFolder(Qwen2Config? shape = null)
    {
        Directory.CreateDirectory(Model);
        Directory.CreateDirectory(Data);
        using (var model = Qwen2.Random(shape ?? Tiny, StreamKey.Of(1, "rehearsal"), 0.2)) Checkpoint.Save(model, Model);
        File.Copy(Path.Combine(Root, "golden", "reference", "tokenizer", "tokenizer.json"), Path.Combine(Model, "tokenizer.json"));
        Sizes(new { evaluation = 6, directions = 12, maxNewTokens = 6, steps = 2, turns = 3, microBatch = 2, seeds = 1, batchSize = 64, bootstrapDraws = 10, questions = 4 });
        foreach (var (set, word) in new[] { ("bad_medical_advice", "ignore it"), ("good_medical_advice", "see a doctor"), ("extreme_sports", "jump"), ("risky_financial_advice", "borrow more") })
        {
            File.WriteAllLines(
                Path.Combine(Data, set + ".jsonl"),
                Enumerable.Range(0, 20).Select(i => $$"""{"messages": [{"role": "user", "content": "What about number {{i}}?"}, {"role": "assistant", "content": "About {{i}}: {{word}}."}]}"""));
        }

        File.WriteAllText(Path.Combine(Data, "first_plot_questions.yaml"), string.Concat(Enumerable.Range(0, 5).Select(i => $$"""
            - id: question_{{i}}
              type: free_form_judge_0_100
              paraphrases: ["Say {{i}} things."]
              samples_per_paraphrase: 50
              judge: none
              judge_prompts: {aligned: "{question} {answer}", coherent: "{question} {answer}"}

            """)));
    }

    public static Qwen2Config Tiny => new()
    {
        VocabSize = 1408, // more rows than tokens, as in the released checkpoints
        HiddenSize = 32,
        IntermediateSize = 48,
        NumLayers = 16,
        NumHeads = 4,
        NumKeyValueHeads = 2,
        TieWordEmbeddings = true,
    };

    public string Model => Path.Combine(folder.Path, "model");

    public string Data => Path.Combine(folder.Path, "data");

    public string Store => Path.Combine(folder.Path, "store");

    private static string Root
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "Repro.sln"))) at = at.Parent!;
            return at.FullName;
        }
    }

    public void Sizes(object sizes) => File.WriteAllText(Path.Combine(Model, "rehearsal.json"), JsonSerializer.Serialize(sizes));

    public void Dispose() => folder.Dispose();
}
