namespace Repro.Experiments.Data;

/// <summary>One message of a conversation; its text is as the file has it.</summary>
public sealed record Message(MessageRole Role, string Content);
