using static Repro.Claims.Ledgers.EstimandKind;

namespace Repro.Claims.Ledgers;

/// <summary>
/// The controls that each kind of claim demands by construction. An ablation that a random direction does as well shows nothing; nor does a rate
/// of misalignment without the untouched model's, a cosine without shuffled labels', a classifier without permuted labels'.
/// </summary>
internal static class ControlDemands
{
    private static readonly EstimandKind[] Shares = [Proportion, Population, Ratio];
    private static readonly string[] Organisms = ["em.", "published.em."];

    /// <summary>The table.</summary>
    public static IReadOnlyList<ControlDemand> All { get; } =
    [
        new("a random direction", ["ablation.random.*"], [Cut], [], Waivable: false),
        new("an orthogonal direction", ["ablation.orthogonal.*"], [Cut], [], Waivable: false),
        new("zero strength", ["ablation.zero.*"], [Cut, Equivalence], [], Waivable: false),
        new("directions of permuted labels", ["cosine.random", "*.permuted"], [Cosine, EveryCosine], [], Waivable: false),
        new("permuted labels", ["*.permuted"], [Accuracy], [], Waivable: false),
        new("the untouched model", ["em.chat"], Shares, Organisms, Waivable: true),
        new("a model of good advice", ["em.rank32-good-medical"], Shares, Organisms, Waivable: true),
        new("a random direction of the same norm", ["steering.random.*"], [], ["steering."], Waivable: false),
        new("steering by nothing", ["steering.zero.*"], [], ["steering."], Waivable: false),
        new("the adapters unscaled", ["scaling.unscaled.*"], [], ["scaling."], Waivable: true),
        new("a patch with the prompt's own scalars", ["patching.self.*"], [], ["patching."], Waivable: false),
    ];

    /// <summary>Throws when <paramref name="claim"/> lacks a control that it needs; the message names all that are missing.</summary>
    public static void Check(Claim claim, YamlMap row)
    {
        var missing = All.Where(d => d.IsMissingIn(claim)).ToList();
        if (missing.Count == 0)
            return;
        var waiver = missing.TrueForAll(d => d.Waivable) ? ", or say in 'uncontrolled' why there can be none" : "";
        throw row.Error("controls", $"this claim of kind '{LedgerText.Of(claim.Estimand)}' lacks {(missing.Count == 1 ? "a control" : "controls")} that it cannot do without: {string.Join(", ", missing)}. Add {(missing.Count == 1 ? "it" : "them")} to 'controls'{waiver}.");
    }
}
