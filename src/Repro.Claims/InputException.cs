namespace Repro.Claims;

/// <summary>The user's input breaks a rule. The message holds the rule, the value got and what to do; the command line prints it and exits with 2.</summary>
public sealed class InputException : Exception
{
    /// <summary>Makes the exception from its whole message.</summary>
    public InputException(string message) : base(message) { }

    /// <summary>Makes the exception from its whole message and what caused it.</summary>
    public InputException(string message, Exception inner) : base(message, inner) { }
}
