using Repro.Experiments.Tiers;

namespace Repro.Cli.Screen;

/// <summary>Progress that can be closed, so that what is printed next starts on a clean line.</summary>
internal abstract class ScreenProgress : IStageProgress, IDisposable
{
    internal static ScreenProgress For(CliHost host) => host.Interactive ? new LiveProgress(host) : new PlainProgress(host);

    /// <inheritdoc/>
    public abstract IDisposable Stage(string label, long? total);

    /// <inheritdoc/>
    public abstract void Step(long done, double? loss = null);

    /// <inheritdoc/>
    public abstract void Note(string line);

    /// <summary>Ends what is drawn.</summary>
    public abstract void Close();

    /// <inheritdoc/>
    public void Dispose() => Close();

    /// <summary>Calls back when a stage ends.</summary>
    protected sealed class Ending(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
