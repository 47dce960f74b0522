namespace Repro.Experiments.Scalars;

/// <summary>What the weights of one organism say.</summary>
/// <param name="Filtered">On significant tokens, in halves.</param>
/// <param name="Unfiltered">On all tokens, in halves.</param>
/// <param name="Reversed">On tokens that are significant by the other direction of the divergence, in halves.</param>
/// <param name="Figure6">On significant tokens of all answers.</param>
/// <param name="Figure17">On all tokens of all answers.</param>
/// <param name="Stronger">The same under a stronger penalty.</param>
internal sealed record SeedRoles(RolePair Filtered, RolePair Unfiltered, RolePair Reversed, RolesOfHalf Figure6, RolesOfHalf Figure17, RolesOfHalf Stronger);
