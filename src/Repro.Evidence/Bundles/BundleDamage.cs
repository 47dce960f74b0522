namespace Repro.Evidence.Bundles;

/// <summary>A file of a bundle whose bytes are not those that were written.</summary>
/// <param name="Name">Its path in the bundle.</param>
/// <param name="Fault">What is wrong.</param>
public sealed record BundleDamage(string Name, string Fault);
