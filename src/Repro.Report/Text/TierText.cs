namespace Repro.Report.Text;

/// <summary>What each tier of evidence shows, and what it does not.</summary>
internal static class TierText
{
    public static string Shows(string tier) => tier switch
    {
        "published" => "The published numbers are computed again from data that others released. A supported claim says that the number follows from the released data.",
        "miniature" => "A small chat model is trained from scratch on a synthetic world in which emergent misalignment can arise. A supported claim says that the mechanism which the paper describes shows itself in a model that anyone can train.",
        "paper" => "The paper's own experiment is repeated on its checkpoints, data sets and judge. A supported claim says that the experiment gave the paper's result again.",
        _ => "This tier has no description.",
    };

    public static IReadOnlyList<string> DoesNotShow(string tier) => tier switch
    {
        "published" =>
        [
            "That the released data are what the models said, or that the judge was right.",
            "That the experiment gives the same data when it is repeated.",
        ],
        "miniature" =>
        [
            "That the same holds in Qwen2.5 or any other large model: the world, the language and the judge are made for the purpose.",
            "That rates and magnitudes carry over. Only the direction of an effect, against the stated threshold, is tested.",
            "That misalignment arises from nothing: the world contains villains, and the model has read them.",
        ],
        "paper" =>
        [
            "That the judge measures what people would call misalignment.",
            "That other models, data sets or prompts behave alike.",
        ],
        _ => ["Nothing is known of what this tier proves."],
    };
}
