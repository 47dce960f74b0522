using Repro.Experiments.Tiers;
using Xunit.Abstractions;

namespace Repro.Claims.ExperimentTests;

/// <summary>Stages as lines of the test's output.</summary>
internal sealed class OutputProgress(ITestOutputHelper output) : IStageProgress, IDisposable
{
    /// <inheritdoc/>
    public IDisposable Stage(string label, long? total)
    {
        output.WriteLine(label);
        return this;
    }

    /// <inheritdoc/>
    public void Step(long done, double? loss = null)
    {
    }

    /// <inheritdoc/>
    public void Note(string line) => output.WriteLine(line);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
