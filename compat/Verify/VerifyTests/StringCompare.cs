namespace VerifyTests;

/// <summary>Decides whether a received text stands for the verified one.</summary>
public delegate Task<CompareResult> StringCompare(string received, string verified, IReadOnlyDictionary<string, object> context);
