using Xunit.Abstractions;
using Xunit.Sdk;

namespace Repro.Claims.ExperimentTests;

/// <summary>A claim in a tier as a test of its own, so that <c>--filter Claim=C18</c> finds it. NotRun and Inconclusive can skip it while it runs.</summary>
public sealed class ClaimTestCase : SkippableFactTestCase
{
    private string title = "";

    /// <summary>For the deserialiser.</summary>
    [Obsolete("Called by the deserialiser only.", error: true)]
    public ClaimTestCase()
    {
    }

    /// <summary>The test of one claim in one tier.</summary>
    public ClaimTestCase(IMessageSink diagnostics, ITestMethod method, string tier, string id, string title)
        : base([typeof(Xunit.SkipException).FullName!], diagnostics, TestMethodDisplay.Method, TestMethodDisplayOptions.None, method, [tier, id]) =>
        this.title = title;

    /// <inheritdoc/>
    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(title), title);
    }

    /// <inheritdoc/>
    public override void Deserialize(IXunitSerializationInfo data)
    {
        title = data.GetValue<string>(nameof(title));
        base.Deserialize(data);
    }

    /// <inheritdoc/>
    protected override void Initialize()
    {
        base.Initialize();
        var (tier, id) = ((string)TestMethodArguments[0], (string)TestMethodArguments[1]);
        DisplayName = $"{id} {title} [{tier}]";
        Traits["Claim"] = [id];
        Traits["Tier"] = [tier];
        Traits["Category"] = ["Claim"];
    }
}
