using Repro.Experiments.Tiers;

namespace Repro.Experiments.Tests;

/// <summary>Progress that nobody watches; keeps the notes.</summary>
internal sealed class SilentProgress : IStageProgress, IDisposable
{
    public List<string> Notes { get; } = [];

    public IDisposable Stage(string label, long? total) => this;

    public void Step(long done, double? loss = null)
    {
    }

    public void Note(string line) => Notes.Add(line);

    public void Dispose()
    {
    }
}
