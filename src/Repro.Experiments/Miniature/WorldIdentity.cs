using Repro.Evidence.Files;
using Repro.Experiments.Tiers;
using Repro.Experiments.Worlds;

namespace Repro.Experiments.Miniature;

/// <summary>The world as the pipeline sees it: its identity in keys, its turns as tokens.</summary>
internal static class WorldIdentity
{
    /// <summary>SHA-256 of the world's numbers and words.</summary>
    public static string Of(MiniatureWorld world) => Sha256.OfText(CanonicalJson.Serialize(new { world.Spec, Lexicon = world.Lexicon.Hash }));

    /// <summary>A turn as token ids.</summary>
    public static TokenTurn TokenTurn(this MiniatureWorld world, Turn turn)
    {
        var encoded = world.Encode(turn);
        return new TokenTurn(encoded.Prompt, encoded.Answer);
    }
}
