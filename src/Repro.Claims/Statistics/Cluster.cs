using System.Runtime.InteropServices;

namespace Repro.Claims.Statistics;

/// <summary>Successes among the trials of one question or group. Averages over repeats need not be whole.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Cluster(double Successes, double Trials);
