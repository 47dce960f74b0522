using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Remembers the running test method, so that a snapshot can be named after it. Verify.Xunit.props puts it on the test assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class UseVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Current = new();

    public override void Before(MethodInfo methodUnderTest) => Current.Value = methodUnderTest;

    public override void After(MethodInfo methodUnderTest) => Current.Value = null;

    internal static MethodInfo GetMethod() => Current.Value
        ?? throw new InvalidOperationException(
            "Could not resolve the current test info. This feature uses Verify.Xunit.props to inject `[UseVerify]` on the assembly.");
}
