namespace Repro.Evidence.Store;

/// <summary>Something of a store that nobody needs.</summary>
/// <param name="Path">Its folder, relative to the store's.</param>
/// <param name="What">Stage of an artifact, or what else it is.</param>
/// <param name="Why">Why it may go.</param>
/// <param name="Size">Bytes.</param>
public sealed record Garbage(string Path, string What, string Why, long Size);
