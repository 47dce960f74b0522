namespace Repro.Benchmarks;

/// <summary>The other side of the works.</summary>
internal interface IPeer
{
    /// <summary>Does the work once.</summary>
    Speed Run(Work work, string variant);

    /// <summary>Frees what the work held.</summary>
    void Drop(Work work);
}
