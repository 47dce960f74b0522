namespace Repro.Cli.Screen;

/// <summary>Plain lines for logs: one when a stage begins, one every half minute, one when it ends.</summary>
internal sealed class PlainProgress(CliHost host) : ScreenProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);
    private StageClock? clock;
    private TimeSpan spoken;

    public override IDisposable Stage(string label, long? total)
    {
        clock = new StageClock(host.Time, label, total);
        spoken = TimeSpan.Zero;
        host.Out.WriteLine(label);
        return new Ending(() =>
        {
            if (clock.Elapsed >= TimeSpan.FromSeconds(1)) host.Out.WriteLine($"  done in {Numbers.Duration(clock.Elapsed)}");
        });
    }

    public override void Step(long done, double? loss = null)
    {
        if (clock is null) return;
        clock.Step(done, loss);
        if (clock.Elapsed - spoken < Interval) return;
        spoken = clock.Elapsed;
        host.Out.WriteLine("  " + clock.Describe());
    }

    public override void Note(string line) => host.Out.WriteLine(line);

    public override void Close() => host.Out.Flush();
}
