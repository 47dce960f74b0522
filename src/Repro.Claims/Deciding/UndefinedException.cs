namespace Repro.Claims.Deciding;

/// <summary>The quantity has no value on these data; the message says why. Becomes an Invalid verdict.</summary>
internal sealed class UndefinedException(string message) : Exception(message);
