using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests;

/// <summary>Ctrl-C when a stage says that it has come so far.</summary>
internal sealed class CancellingProgress(string stage, long at) : IStageProgress, IDisposable
{
    private readonly CancellationTokenSource source = new();
    private string current = "";

    public CancellationToken Token => source.Token;

    public List<long> Steps { get; } = [];

    public IDisposable Stage(string label, long? total)
    {
        current = label;
        return this;
    }

    public void Step(long done, double? loss = null)
    {
        if (!current.StartsWith(stage, StringComparison.Ordinal)) return;
        Steps.Add(done);
        if (done >= at) source.Cancel();
    }

    public void Note(string line)
    {
    }

    public void Dispose()
    {
    }
}
