namespace Repro.Evidence.Bundles;

/// <summary>A number cannot be computed again, because something that it follows from is not among the evidence.</summary>
/// <param name="what">What is missing.</param>
public sealed class MissingEvidenceException(string what) : Exception(what);
