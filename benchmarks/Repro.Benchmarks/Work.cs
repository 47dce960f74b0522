namespace Repro.Benchmarks;

/// <summary>One named work: what it counts, the precisions in which each side does it, its sizes, and how many turns it takes at most.</summary>
/// <param name="Name">Of the row; the kind stands before the first dot.</param>
/// <param name="Unit">What a turn's units are, a second.</param>
/// <param name="Variants">f32, bf16.</param>
/// <param name="Shape">The sizes, for both sides.</param>
/// <param name="MostTurns">Slow works take fewer turns than asked for.</param>
/// <param name="Slow">Left out unless asked for.</param>
internal sealed record Work(string Name, string Unit, IReadOnlyList<string> Variants, BenchShape Shape, int MostTurns = int.MaxValue, bool Slow = false)
{
    /// <summary>The name's parts: train, lora, 500M.</summary>
    public IReadOnlyList<string> Parts { get; } = Name.Split('.');

    /// <summary>Whether interventions are attached.</summary>
    public bool Hooked => Parts[^1] == "hooks";
}
