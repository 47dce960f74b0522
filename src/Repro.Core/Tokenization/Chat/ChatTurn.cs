namespace Repro.Core.Tokenization.Chat;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">system, user or assistant.</param>
/// <param name="Content">The text, taken as it is: special tokens in it are recognised.</param>
public sealed record ChatTurn(string Role, string Content)
{
    /// <summary>The role of instructions; one in the first place replaces the default.</summary>
    public const string System = "system";

    /// <summary>The role of questions.</summary>
    public const string User = "user";

    /// <summary>The role of answers.</summary>
    public const string Assistant = "assistant";
}
