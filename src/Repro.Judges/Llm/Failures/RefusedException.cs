namespace Repro.Judges.Llm.Failures;

/// <summary>A request failed in a way that a repetition does not mend: what was asked breaks a rule of the server.</summary>
internal sealed class RefusedException(string message) : Exception(message);
