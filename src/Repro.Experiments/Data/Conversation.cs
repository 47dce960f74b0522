namespace Repro.Experiments.Data;

/// <summary>One row of a data set: a system message or none, then user and assistant in turns, the assistant last.</summary>
public sealed record Conversation(IReadOnlyList<Message> Messages)
{
    /// <summary>The first text of the user: what makes two rows the same question.</summary>
    public string Prompt => Messages.First(message => message.Role == MessageRole.User).Content;
}
