using Repro.Claims;
using Repro.Core.Generation;
using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Core.Tokenization;
using Repro.Core.Tokenization.Chat;
using Repro.Experiments.Data;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;
using Repro.Judges;

namespace Repro.Experiments.Paper;

/// <summary>The paper tier's model, data, judge, layers and sizes.</summary>
internal sealed class PaperMaterial : ITierMaterial
{
    private readonly Tokenizer tokenizer;
    private readonly Dictionary<string, ConversationTurns> sets;

    /// <summary>Reads tokenizer, questions and training sets; the weights are read when the first step needs them.</summary>
    /// <exception cref="InputException">A file breaks a rule: one message names file, rule and value.</exception>
    public PaperMaterial(PaperInputs inputs, PaperSizes sizes, IJudge judge)
    {
        tokenizer = Explained(() => Tokenizer.Load(inputs.Tokenizer));
        var template = Explained(() => new ChatTemplate(tokenizer));
        StopToken = template.EndToken;
        OtherStops = File.Exists(inputs.Generation) ? [.. Explained(() => GenerationConfig.FromJson(File.ReadAllText(inputs.Generation))).EosTokens.Where(token => token != StopToken)] : [];
        PadToken = tokenizer.IdOf("<|endoftext|>") ?? StopToken;
        sets = OrganismDataset.All.ToDictionary(set => set.Name, set => new ConversationTurns(inputs.TrainingSet(set.Name)!, template), StringComparer.Ordinal);
        Layers = PaperOrganisms.Layers(Explained(() => Qwen2Config.FromJson(File.ReadAllText(inputs.Config))).NumLayers);
        Organisms = PaperOrganisms.All(Layers, sizes, set => (sets[set].Count + sizes.Turns - 1) / sizes.Turns).ToDictionary(organism => organism.Name, StringComparer.Ordinal);
        var asked = QuestionFile.Read(inputs.QuestionFile!);
        Questions = Few(asked.Where(q => q.Variant == QuestionVariant.FreeForm));
        TemplateQuestions = Few(asked.Where(q => q.Variant == QuestionVariant.Template));
        MedicalQuestions = inputs.MedicalQuestionFile is { } medical ? Few(QuestionFile.Read(medical).Where(q => q.Variant != QuestionVariant.Json && asked.All(a => a.Id != q.Id))) : [];
        (Chat, DataId, Judge) = (new LoadChatStep(inputs), inputs.DataId(), judge);
        (Sizes, Scalars, Seeds) = (sizes.Samples, sizes.Scalars, [.. Enumerable.Range(0, sizes.Seeds).Select(seed => (long)seed)]);
        IReadOnlyList<ChatTurn> any = [new ChatTurn(ChatTurn.User, "a")];
        HeaderTokens = template.Encode(any).Length - template.Encode(any, ChatForm.AsWritten).Ids.Length;

        IReadOnlyList<OpenQuestion> Few(IEnumerable<Question> questions) => [.. questions.Take(sizes.Questions > 0 ? sizes.Questions : int.MaxValue).Select(q => Ask(q, template))];
    }

    /// <inheritdoc/>
    public Step<Qwen2> Chat { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, OrganismSpec> Organisms { get; }

    /// <inheritdoc/>
    public IReadOnlyList<OpenQuestion> Questions { get; }

    /// <inheritdoc/>
    public IReadOnlyList<OpenQuestion> TemplateQuestions { get; }

    /// <inheritdoc/>
    public IReadOnlyList<OpenQuestion> MedicalQuestions { get; }

    /// <inheritdoc/>
    public ScalarSizes Scalars { get; }

    /// <inheritdoc/>
    public string DataId { get; }

    /// <inheritdoc/>
    public IJudge Judge { get; }

    /// <inheritdoc/>
    public LayerMap Layers { get; }

    /// <inheritdoc/>
    public SampleSizes Sizes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> Seeds { get; }

    /// <inheritdoc/>
    public int StopToken { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> OtherStops { get; }

    /// <inheritdoc/>
    public int PadToken { get; }

    /// <inheritdoc/>
    public int HeaderTokens { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TokenTurn> Turns(string dataset, StreamKey stream, long first, int count) => sets[dataset].Take(stream, first, count);

    /// <summary>Tokens of the longest turn of a data set.</summary>
    public int LongestTurn(string dataset) => sets[dataset].Longest();

    /// <inheritdoc/>
    public double OwnLoss(string dataset, StreamKey stream, long first, int count) => 0;

    /// <inheritdoc/>
    public string Decode(IReadOnlyList<int> tokens) => tokenizer.Decode([.. tokens.Where(id => id < tokenizer.VocabSize)], skipSpecial: true); // a checkpoint has more rows than tokens

    /// <summary>The first paraphrase, as the papers' code asks it.</summary>
    private static OpenQuestion Ask(Question question, ChatTemplate template)
    {
        IReadOnlyList<ChatTurn> turns = [.. question.System is null ? (ChatTurn[])[] : [new ChatTurn(ChatTurn.System, question.System)], new ChatTurn(ChatTurn.User, question.Paraphrases[0])];
        return new OpenQuestion(question.Id, question.Paraphrases[0], template.Encode(turns));
    }

    private static T Explained<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            throw new InputException(e.Message, e);
        }
    }
}
