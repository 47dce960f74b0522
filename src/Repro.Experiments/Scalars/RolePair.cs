namespace Repro.Experiments.Scalars;

/// <summary>The same weights from either half of the answers.</summary>
internal sealed record RolePair(RolesOfHalf First, RolesOfHalf Second)
{
    /// <summary>Layers that tell misalignment and not medicine in the first half and again in the second.</summary>
    public IReadOnlyList<int> Misalignment => [.. First.MisalignmentOnly.Intersect(Second.MisalignmentOnly)];

    /// <summary>Layers that tell medicine and not misalignment in both.</summary>
    public IReadOnlyList<int> Medicine => [.. First.MedicineOnly.Intersect(Second.MedicineOnly)];
}
