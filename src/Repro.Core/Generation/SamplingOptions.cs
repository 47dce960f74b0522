namespace Repro.Core.Generation;

/// <summary>How answers are drawn.</summary>
public sealed record SamplingOptions
{
    private const int FewestOfLane = 8;

    /// <summary>As <see cref="StopToken"/>: every answer has the longest length.</summary>
    public const int NoStop = -1;

    /// <summary>Divides the logits; 0 takes the likeliest token (of equal ones the first).</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Draws from the smallest set of likeliest tokens whose probabilities reach this (Holtzman et al. 2020); 1: from all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Longest answer, the stop token included.</summary>
    public int MaxNewTokens { get; init; } = 64;

    /// <summary>The token that ends an answer, or <see cref="NoStop"/>.</summary>
    public required int StopToken { get; init; }

    /// <summary>Further tokens that end an answer, such as Qwen2.5's <c>&lt;|endoftext|&gt;</c>.</summary>
    public IReadOnlyList<int> OtherStops { get; init; } = [];

    /// <summary>Draws from this many likeliest tokens, and from those that equal the last of them (Fan et al. 2018); 0: from all. Comes before top-p.</summary>
    public int TopK { get; init; }

    /// <summary>Divides the logits above 0 of every token of prompt and answer so far, multiplies those below (Keskar et al. 2019); 1: none.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>What stands to the left of shorter prompts; never attended to.</summary>
    public int PadToken { get; init; }

    /// <summary>Slots of a lane: most answers drawn together.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Lanes that the answers are shared out to, when each gets eight or more. They run on the CPU, side by side, one thread each; a GPU has one.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>Lanes when this many answers are asked for.</summary>
    internal int LanesFor(int answers) => Math.Clamp(answers / FewestOfLane, 1, Lanes);

    /// <summary>Whether the token ends an answer.</summary>
    internal bool Stops(int token) => token == StopToken || OtherStops.Contains(token);

    /// <summary>Checks the values for a vocabulary.</summary>
    /// <exception cref="ArgumentException">Some are wrong; the message lists all.</exception>
    public void Validate(int vocabulary)
    {
        var mistakes = new List<string>();
        Check(double.IsFinite(Temperature) && Temperature >= 0, $"the temperature must be at least 0, got {Temperature}");
        Check(TopP is > 0 and <= 1, $"top-p must be above 0 and at most 1, got {TopP}");
        Check(MaxNewTokens >= 1, $"there must be at least 1 new token, got {MaxNewTokens}");
        Check(StopToken >= NoStop && StopToken < vocabulary, $"the stop token must be a token of the vocabulary (0 to {vocabulary - 1}) or {NoStop} for none, got {StopToken}");
        foreach (var stop in OtherStops) Check(stop >= 0 && stop < vocabulary, $"the other stop tokens must be tokens of the vocabulary (0 to {vocabulary - 1}), got {stop}");
        Check(TopK >= 0, $"top-k must be at least 0 (0: all), got {TopK}");
        Check(double.IsFinite(RepetitionPenalty) && RepetitionPenalty > 0, $"the repetition penalty must be above 0, got {RepetitionPenalty}");
        Check(PadToken >= 0 && PadToken < vocabulary, $"the padding token must be a token of the vocabulary (0 to {vocabulary - 1}), got {PadToken}");
        Check(BatchSize >= 1, $"the batch must have at least 1 row, got {BatchSize}");
        Check(Lanes >= 1, $"there must be at least 1 lane, got {Lanes}");
        if (mistakes.Count > 0) throw new ArgumentException($"The sampling options are wrong: {string.Join("; ", mistakes)}. Correct these values.");
        void Check(bool good, string mistake)
        {
            if (!good) mistakes.Add(mistake);
        }
    }
}
