namespace Repro.Evidence.Runs;

/// <summary>A further file of a run, such as the replies of its judge.</summary>
/// <param name="Name">Its name in the run's folder.</param>
/// <param name="Write">Writes its bytes.</param>
public sealed record RunAttachment(string Name, Action<Stream> Write);
