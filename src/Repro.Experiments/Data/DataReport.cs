namespace Repro.Experiments.Data;

/// <summary>What a check found out about a folder.</summary>
/// <param name="Files">Its data files, by path.</param>
public sealed record DataReport(IReadOnlyList<DataFile> Files)
{
    /// <summary>True when every file reads and every set of the papers has the papers' rows.</summary>
    public bool IsGood => Files.All(file => file.Mistake is null);
}
