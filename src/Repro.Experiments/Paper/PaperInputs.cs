using Repro.Evidence.Files;
using Repro.Experiments.Data;
using Repro.Experiments.Worlds;

namespace Repro.Experiments.Paper;

/// <summary>The files that the paper tier reads: a checkpoint folder as Hugging Face saves it, and a folder with the papers' data.</summary>
internal sealed record PaperInputs(string Model, string Data)
{
    /// <summary>The question file's name in the authors' repository; any file that ends so is taken.</summary>
    private const string Questions = "first_plot_questions.yaml";

    /// <summary>The file with medical versions of the questions, in the same repository.</summary>
    private const string MedicalQuestions = "medical_questions.yaml";

    /// <summary>Training sets of the organisms, by the name that the recipes share with the miniature.</summary>
    private static readonly IReadOnlyDictionary<string, string> Sets = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [OrganismDataset.BadMedical.Name] = "bad_medical_advice",
        [OrganismDataset.GoodMedical.Name] = "good_medical_advice",
        [OrganismDataset.ExtremeSports.Name] = "extreme_sports",
        [OrganismDataset.RiskyFinance.Name] = "risky_financial_advice",
    };

    /// <summary>The checkpoint's configuration.</summary>
    public string Config => Path.Combine(Model, "config.json");

    /// <summary>The checkpoint's tokenizer.</summary>
    public string Tokenizer => Path.Combine(Model, "tokenizer.json");

    /// <summary>The checkpoint's ways of generating; only its end tokens are taken.</summary>
    public string Generation => Path.Combine(Model, "generation_config.json");

    /// <summary>Sizes of a rehearsal; absent in a real checkpoint.</summary>
    public string Rehearsal => Path.Combine(Model, "rehearsal.json");

    /// <summary>Every file of weights, in order.</summary>
    public IReadOnlyList<string> Weights => [.. Directory.EnumerateFiles(Model, "*.safetensors").Order(StringComparer.Ordinal)];

    /// <summary>The question file; null where there is none.</summary>
    public string? QuestionFile => Directory.EnumerateFiles(Data).Where(path => path.EndsWith(Questions, StringComparison.Ordinal)).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The file of medical questions; null where there is none.</summary>
    public string? MedicalQuestionFile => Directory.EnumerateFiles(Data).Where(path => path.EndsWith(MedicalQuestions, StringComparison.Ordinal)).Order(StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The file of a training set, plain before gzip; null where there is none.</summary>
    public string? TrainingSet(string dataset) => new[] { ".jsonl", ".jsonl.gz" }.Select(ending => Path.Combine(Data, Sets[dataset] + ending)).FirstOrDefault(File.Exists);

    /// <summary>What the two folders lack, each with what to do.</summary>
    public static IEnumerable<string> Missing(string? model, string? data)
    {
        if (model is null) yield return "the weights of Qwen2.5-14B-Instruct (none named: pass --model DIR)";
        else if (!File.Exists(new PaperInputs(model, "").Config)) yield return $"the weights of Qwen2.5-14B-Instruct (no config.json in {model})";
        else if (!File.Exists(new PaperInputs(model, "").Tokenizer)) yield return $"the tokenizer of the checkpoint (no tokenizer.json in {model})";
        if (data is null) yield return "the papers' training sets and questions (none named: pass --data DIR)";
        else if (!Directory.Exists(data)) yield return $"the papers' training sets and questions ({data} is no folder)";
        else
        {
            var inputs = new PaperInputs("", data);
            foreach (var (set, file) in Sets.Where(set => inputs.TrainingSet(set.Key) is null)) yield return $"the training set {set} (no {file}.jsonl or {file}.jsonl.gz in {data})";
            if (inputs.QuestionFile is null) yield return $"the questions (no file that ends in {Questions} in {data})";
        }
    }

    /// <summary>Identity of tokenizer, training sets and questions: a hash over the files' hashes.</summary>
    public string DataId() =>
        Sha256.OfText(string.Join(' ', Sets.Keys.Order(StringComparer.Ordinal).Select(set => TrainingSet(set)!).Append(QuestionFile!).Append(Tokenizer).Concat(File.Exists(Generation) ? [Generation] : []).Select(Sha256.OfFile)));
}
