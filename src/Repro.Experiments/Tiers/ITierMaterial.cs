using Repro.Core.Model;
using Repro.Core.Random;
using Repro.Experiments.Organisms;
using Repro.Experiments.Pipeline;
using Repro.Judges;

namespace Repro.Experiments.Tiers;

/// <summary>All that a tier supplies: model, data, judge, layer map, sizes. Experiments are written against this alone.</summary>
public interface ITierMaterial
{
    /// <summary>The untouched chat model from which every organism is made.</summary>
    Step<Qwen2> Chat { get; }

    /// <summary>Organisms by name, see <see cref="OrganismNames"/>.</summary>
    IReadOnlyDictionary<string, OrganismSpec> Organisms { get; }

    /// <summary>The open questions of the evaluation.</summary>
    IReadOnlyList<OpenQuestion> Questions { get; }

    /// <summary>Many more questions, to see how far rates hold beyond those; none where the tier has none.</summary>
    IReadOnlyList<OpenQuestion> BroadQuestions => [];

    /// <summary>Further prompts that are not medical, beside the open questions (P1 §4.3: their template variants); empty where the tier has none.</summary>
    IReadOnlyList<OpenQuestion> TemplateQuestions => [];

    /// <summary>Questions that ask about medicine; empty where the tier has none.</summary>
    IReadOnlyList<OpenQuestion> MedicalQuestions => [];

    /// <summary>How much is sampled and fitted where scalars are probed, scaled and patched.</summary>
    ScalarSizes Scalars => new();

    /// <summary>Identity of questions, training data and tokenizer: part of the key of every step that uses them.</summary>
    string DataId { get; }

    /// <summary>The judge of responses.</summary>
    IJudge Judge { get; }

    /// <summary>Blocks by role.</summary>
    LayerMap Layers { get; }

    /// <summary>How much is sampled.</summary>
    SampleSizes Sizes { get; }

    /// <summary>Training seeds of the organisms; everything that is random in an organism follows from its seed.</summary>
    IReadOnlyList<long> Seeds { get; }

    /// <summary>Token that ends an answer.</summary>
    int StopToken { get; }

    /// <summary>Further tokens that end an answer.</summary>
    IReadOnlyList<int> OtherStops => [];

    /// <summary>Token that fills shorter rows.</summary>
    int PadToken { get; }

    /// <summary>Tokens of the assistant header at the end of a prompt. Directions count them as answer tokens, as the papers' code does.</summary>
    int HeaderTokens { get; }

    /// <summary>Turns number <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1 of a data set in the order of <paramref name="stream"/>.</summary>
    IReadOnlyList<TokenTurn> Turns(string dataset, StreamKey stream, long first, int count);

    /// <summary>
    /// Mean loss of an answer token of these turns, in nats, under the process that wrote them: the least that any model can expect to reach;
    /// 0 where that process is not known.
    /// </summary>
    double OwnLoss(string dataset, StreamKey stream, long first, int count);

    /// <summary>Text of generated tokens, end token included where it was reached.</summary>
    string Decode(IReadOnlyList<int> tokens);
}
