namespace Repro.Benchmarks;

/// <summary>Work that can be repeated: one call is one turn.</summary>
internal interface IWork : IDisposable
{
    /// <summary>Does it once and returns how many units (tokens, calls) it did.</summary>
    long Run();
}
