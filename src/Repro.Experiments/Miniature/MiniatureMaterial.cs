using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Evidence.Files;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;
using Repro.Judges;
using Repro.Judges.Miniature;

namespace Repro.Experiments.Miniature;

/// <summary>The miniature tier's model, data, judge, layers and sizes.</summary>
public sealed class MiniatureMaterial : ITierMaterial
{
    private readonly MiniatureWorld world;

    /// <summary>Declares the steps of a recipe; nothing is trained yet. The rubric judges unless another judge is given.</summary>
    public MiniatureMaterial(MiniatureRecipe recipe, IJudge? judge = null)
    {
        var lexicon = Lexicon.Default;
        world = new MiniatureWorld(recipe.World, lexicon);
        Chat = new TrainChatStep(recipe.Chat, TrainBaseStep.Chain(recipe.Base, world), world, recipe.Base.Seed);
        Organisms = recipe.Organisms.ToDictionary(organism => organism.Name, StringComparer.Ordinal);
        Questions = Ask(world.EvaluationQuestions);
        BroadQuestions = Ask(world.BroadQuestions);
        (TemplateQuestions, MedicalQuestions, Scalars) = (WorldQuestions.Open(world), WorldQuestions.Medical(world), recipe.Scalars);
        Judge = judge ?? new RubricJudge(lexicon);
        Layers = recipe.Layers;
        Sizes = recipe.Sizes;
        Seeds = recipe.Seeds;
    }

    /// <inheritdoc/>
    public Step<Qwen2> Chat { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, OrganismSpec> Organisms { get; }

    /// <inheritdoc/>
    public IReadOnlyList<OpenQuestion> Questions { get; }

    /// <inheritdoc/>
    public IReadOnlyList<OpenQuestion> BroadQuestions { get; }

    /// <inheritdoc/>
    public IReadOnlyList<OpenQuestion> TemplateQuestions { get; }

    /// <inheritdoc/>
    public IReadOnlyList<OpenQuestion> MedicalQuestions { get; }

    /// <inheritdoc/>
    public ScalarSizes Scalars { get; }

    /// <inheritdoc/>
    public string DataId => WorldIdentity.Of(world);

    /// <inheritdoc/>
    public IJudge Judge { get; }

    /// <inheritdoc/>
    public LayerMap Layers { get; }

    /// <inheritdoc/>
    public SampleSizes Sizes { get; }

    /// <inheritdoc/>
    public IReadOnlyList<long> Seeds { get; }

    /// <inheritdoc/>
    public int StopToken => Vocabulary.End;

    /// <inheritdoc/>
    public int PadToken => Vocabulary.Pad;

    /// <inheritdoc/>
    public int HeaderTokens => 1; // <bot>

    /// <inheritdoc/>
    public IReadOnlyList<TokenTurn> Turns(string dataset, StreamKey stream, long first, int count) =>
        [.. Enumerable.Range(0, count).Select(row => world.TokenTurn(world.OrganismTurn(dataset, stream.Child(first + row))))];

    /// <inheritdoc/>
    public double OwnLoss(string dataset, StreamKey stream, long first, int count)
    {
        var turns = Enumerable.Range(0, count).Select(row => world.OrganismTurn(dataset, stream.Child(first + row))).ToList();
        return -turns.Sum(turn => world.LogLikelihood(dataset, turn)) / turns.Sum(turn => world.Encode(turn).Answer.Length);
    }

    /// <inheritdoc/>
    public string Decode(IReadOnlyList<int> tokens) => world.DecodeAnswer(tokens);

    private static OpenQuestion[] Ask(IReadOnlyList<EvaluationQuestion> questions) => [.. questions.Select(question => new OpenQuestion(question.Id, question.Text, question.Prompt))];
}
