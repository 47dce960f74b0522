using Repro.Experiments.Tiers;

namespace Repro.Experiments.Patching;

/// <summary>Scalars of one prompt's generation go into another prompt's, of as many tokens.</summary>
/// <param name="Category">One of <see cref="PatchCategory"/>.</param>
/// <param name="Donor">Whose scalars.</param>
/// <param name="Receiver">Whose generation.</param>
/// <param name="Shift">Sample i receives from the donor's sample i + Shift, counted round.</param>
internal sealed record PatchPair(string Category, OpenQuestion Donor, OpenQuestion Receiver, int Shift)
{
    /// <summary>The pair's name among questions: who receives, from whom.</summary>
    public string Id => $"{Category}: {Receiver.Id} < {Donor.Id}";
}
