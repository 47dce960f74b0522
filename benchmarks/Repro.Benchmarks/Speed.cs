namespace Repro.Benchmarks;

/// <summary>One turn: units a second of the clock, units a second of CPU time over all threads, and what share of the machine's ceiling that is, where it is known.</summary>
internal sealed record Speed(double Wall, double Cpu, double? Share = null);
