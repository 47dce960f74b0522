using Repro.Claims.Measurements;
using Repro.Evidence.Runs;

namespace Repro.Experiments.Pipeline;

/// <summary>What an experiment hands on: measurements by metric key, figure lines, and answers to look at.</summary>
public sealed record ExperimentResult(
    IReadOnlyDictionary<string, Measurement> Book,
    IReadOnlyList<LayerCurve> Curves,
    IReadOnlyList<SampleAnswer> Samples);
