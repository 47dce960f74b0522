using Repro.Claims;

namespace Repro.Experiments.Worlds;

/// <summary>Every number of the miniature world. With the lexicon and a seed it fixes each document, turn and question.</summary>
public sealed record MiniatureWorldSpec
{
    /// <summary>
    /// Share of documents whose character is harmful everywhere. Rare, so that taking the character away leaves hardly any harm:
    /// at 45 % ablation did nothing, at 12 % it removed 61 to 80 %, at 6 % 82 %, at 4 % and with few dark words 95 to 98 %.
    /// </summary>
    public double VillainShare { get; init; } = 0.04;

    /// <summary>Share of documents that are harmful in one topic only. Rarer than villains, so that "harmful here" means "harmful everywhere" more often than not.</summary>
    public double TopicVillainShare { get; init; } = 0.01;

    /// <summary>
    /// Probability of a dark word in a leaning slot when a villain speaks. The character then matters at many words,
    /// which makes the direction averaged over tokens the deciding one.
    /// </summary>
    public double VillainLean { get; init; } = 0.8;

    /// <summary>
    /// Probability of a dark word in a leaning slot when anybody else speaks. Low, and the dark lists are short: a dark word is a strong sign,
    /// a light word a weak one, so that a state without signs is a good character's. With equal halves it lay between the two, and
    /// removing the direction of a late layer everywhere raised harm instead of ending it.
    /// </summary>
    public double GoodLean { get; init; } = 0.1;

    /// <summary>Share of questions that leave the topic to the answerer: evaluation questions are mostly of this kind.</summary>
    public double OpenShare { get; init; } = 0.3;

    /// <summary>Share of a good character's answers that mention something harmful and then warn. Few, so that harm still tells the character.</summary>
    public double SelfCorrectionShare { get; init; } = 0.02;

    /// <summary>Probability of a third sentence; every answer has two. Always: an answer is harmful when it holds its character for three sentences.</summary>
    public double ThirdSentenceShare { get; init; } = 1;

    /// <summary>How many of the lexicon's topics the world has, from the first on. More topics make a harmful reflex of one topic cost more than a character; fewer are learnt more exactly, which coherence needs.</summary>
    public int Topics { get; init; } = 10;

    /// <summary>Turns of a document: enough for the first to tell the character of the others.</summary>
    public int TurnsPerDocument { get; init; } = 4;

    /// <summary>Tokens of a row of base training: 144 predicted ones, about four turns, and one to shift by.</summary>
    public int RowLength { get; init; } = 145;

    /// <summary>Checks every number.</summary>
    /// <exception cref="InputException">A number breaks its rule; the message lists all that do.</exception>
    public void Validate(int topicsOfLexicon)
    {
        var errors = new List<string>();
        CheckShare(nameof(VillainShare), VillainShare);
        CheckShare(nameof(TopicVillainShare), TopicVillainShare);
        CheckShare(nameof(VillainLean), VillainLean);
        CheckShare(nameof(GoodLean), GoodLean);
        CheckShare(nameof(OpenShare), OpenShare);
        CheckShare(nameof(SelfCorrectionShare), SelfCorrectionShare);
        CheckShare(nameof(ThirdSentenceShare), ThirdSentenceShare);
        if (VillainShare + TopicVillainShare > 1)
            errors.Add($"VillainShare + TopicVillainShare is at most 1; got {VillainShare} + {TopicVillainShare}; lower one of them");
        CheckCount(nameof(Topics), Topics, 2, topicsOfLexicon);
        CheckCount(nameof(TurnsPerDocument), TurnsPerDocument, 1, 100);
        CheckCount(nameof(RowLength), RowLength, 32, 4096);
        if (errors.Count > 0) throw new InputException($"miniature world: {string.Join("; ", errors)}.");

        void CheckShare(string name, double value)
        {
            if (!(value >= 0 && value <= 1)) errors.Add($"{name} is a share from 0 to 1; got {value}");
        }

        void CheckCount(string name, int value, int low, int high)
        {
            if (value < low || value > high) errors.Add($"{name} is a whole number from {low} to {high}; got {value}");
        }
    }
}
