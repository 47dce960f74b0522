namespace Repro.Experiments.Patching;

/// <summary>A pair as judged answers name it.</summary>
/// <param name="Id">Its name among questions.</param>
/// <param name="Category">One of <see cref="PatchCategory"/>.</param>
/// <param name="Receiver">The question that was asked.</param>
internal sealed record PatchedPair(string Id, string Category, string Receiver);
