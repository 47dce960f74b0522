namespace VerifyTests.Engine;

/// <summary>A snapshot differs. The stack says nothing, the message everything.</summary>
internal sealed class VerifyException(string message) : Exception(message)
{
    public override string StackTrace => "";
}
