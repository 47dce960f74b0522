namespace Repro.Experiments.Pipeline;

/// <summary>An experiment ran, but what it measures does not exist, such as the mean of misaligned answers of a model that gave none. The claim's verdict says so.</summary>
public sealed class NotMeasurableException(string reason) : Exception(reason);
