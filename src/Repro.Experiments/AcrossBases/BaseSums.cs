using Repro.Experiments.Directions;

namespace Repro.Experiments.AcrossBases;

/// <summary>What the comparison of bases reads of one of them.</summary>
/// <param name="Name">The base's name.</param>
/// <param name="Texts">The common texts as its chat model reads them.</param>
/// <param name="RandomTexts">The same, read with random weights.</param>
/// <param name="Seeds">By seed of the organism: activation sums of its answers, as the organism and as random weights read them.</param>
internal sealed record BaseSums(string Name, TextActivations Texts, TextActivations RandomTexts, IReadOnlyList<(long Seed, ResponseActivations Own, ResponseActivations Random)> Seeds);
