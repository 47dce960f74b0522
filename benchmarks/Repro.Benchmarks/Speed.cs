namespace Repro.Benchmarks;

/// <summary>One turn: units a second of the clock, and units a second of CPU time over all threads.</summary>
internal sealed record Speed(double Wall, double Cpu);
