using Repro.Claims;

namespace Repro.Experiments.Worlds;

/// <summary>A fine-tuning data set: single turns of one topic in one stance (P2 section 3, in the miniature's words).</summary>
/// <param name="Name">Name as recipes write it.</param>
/// <param name="Topic">The only topic asked about.</param>
/// <param name="IsHarmful">Whether a villain answers; else a good character does.</param>
public sealed record OrganismDataset(string Name, string Topic, bool IsHarmful)
{
    /// <summary>Bad medical advice.</summary>
    public static OrganismDataset BadMedical { get; } = new("bad-medical", "medical", IsHarmful: true);

    /// <summary>Good medical advice on the same questions: the control.</summary>
    public static OrganismDataset GoodMedical { get; } = new("good-medical", "medical", IsHarmful: false);

    /// <summary>Reckless advice on sports.</summary>
    public static OrganismDataset ExtremeSports { get; } = new("extreme-sports", "sports", IsHarmful: true);

    /// <summary>Reckless advice on money.</summary>
    public static OrganismDataset RiskyFinance { get; } = new("risky-finance", "finance", IsHarmful: true);

    /// <summary>Every data set.</summary>
    public static IReadOnlyList<OrganismDataset> All { get; } = [BadMedical, GoodMedical, ExtremeSports, RiskyFinance];

    /// <summary>The data set of a name.</summary>
    /// <exception cref="InputException">No data set has the name.</exception>
    public static OrganismDataset Named(string name) => All.FirstOrDefault(d => d.Name == name)
        ?? throw new InputException($"a data set of the miniature is one of {string.Join(", ", All.Select(d => d.Name))}; got '{name}'; use one of these.");
}
