using Spectre.Console;

namespace Repro.Cli.Screen;

/// <summary>Spectre.Console over the host's output: colours and redrawing on a terminal only.</summary>
internal static class Terminal
{
    private const int PlainWidth = 160;

    internal static IAnsiConsole For(CliHost host)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = host.Interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = host.Interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = host.Interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(host.Out),
        });
        if (!host.Interactive) console.Profile.Width = PlainWidth;
        return console;
    }
}
