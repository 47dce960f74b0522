namespace Repro.Benchmarks;

/// <summary>What is attached while answers are drawn.</summary>
internal enum Attached
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>After every block a hook that returns its input.</summary>
    Idle,

    /// <summary>A direction ablated after every block, and added after the middle one before that.</summary>
    Interventions,
}
