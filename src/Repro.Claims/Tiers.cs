using Repro.Claims.Text;

namespace Repro.Claims;

/// <summary>The three tiers of evidence, by name.</summary>
public static class Tiers
{
    /// <summary>Numbers that others released.</summary>
    public const string Published = "published";

    /// <summary>The small model that is trained from scratch.</summary>
    public const string Miniature = "miniature";

    /// <summary>The paper's own checkpoints, data and judge.</summary>
    public const string Paper = "paper";

    /// <summary>All of them, from cheap to dear.</summary>
    public static IReadOnlyList<string> All { get; } = [Published, Miniature, Paper];

    /// <summary>Returns <paramref name="tier"/> when it names a tier.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public static string Check(string tier) => All.Contains(tier)
        ? tier
        : throw new InputException($"A tier is one of {string.Join(", ", All)}; got '{tier}'.{Near.Hint(tier, All)}");
}
