namespace Repro.Evidence.Runs;

/// <summary>One stage of the run: what it was, its artifact, how long it took, and whether it was reused.</summary>
public sealed record StageTime(string Stage, string Label, string ArtifactId, double Seconds, bool Reused);
