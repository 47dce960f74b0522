namespace Repro.Experiments.Steering;

/// <summary>Where and how strongly a model is steered. Strength 0 steers nothing, whatever the layer.</summary>
/// <param name="Layer">Block after which the vector is added, from 0.</param>
/// <param name="Strength">How many times the vector is added.</param>
public sealed record SteeringCell(int Layer, double Strength);
