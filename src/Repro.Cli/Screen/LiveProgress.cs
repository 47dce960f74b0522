using Spectre.Console;

namespace Repro.Cli.Screen;

/// <summary>A line redrawn in place on a terminal: stage, steps, steps a second, time left.</summary>
internal sealed class LiveProgress : ScreenProgress
{
    private readonly IAnsiConsole console;
    private readonly CliHost host;
    private readonly ManualResetEventSlim finished = new();
    private readonly Lock gate = new();
    private readonly Task drawing;
    private StageClock? clock;

    internal LiveProgress(CliHost host)
    {
        this.host = host;
        console = Terminal.For(host);
        drawing = Task.Run(() => console.Status().Spinner(Spinner.Known.Dots).Start("...", Draw));
    }

    public override IDisposable Stage(string label, long? total)
    {
        var stage = new StageClock(host.Time, label, total);
        lock (gate) clock = stage;
        return new Ending(() =>
        {
            lock (gate) clock = null;
            if (stage.Elapsed >= TimeSpan.FromSeconds(1)) console.MarkupLineInterpolated($"[grey]{stage.Label}: {Numbers.Duration(stage.Elapsed)}[/]");
        });
    }

    public override void Step(long done, double? loss = null)
    {
        lock (gate) clock?.Step(done, loss);
    }

    public override void Note(string line) => console.MarkupLineInterpolated($"{line}");

    public override void Close()
    {
        finished.Set();
        drawing.Wait();
    }

    private void Draw(StatusContext context)
    {
        while (!finished.Wait(200))
        {
            string text;
            lock (gate) text = clock is null ? "..." : $"{clock.Label} {clock.Describe()}";
            context.Status(Markup.Escape(text));
        }
    }
}
