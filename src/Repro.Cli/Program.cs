using System.Collections;
using System.Runtime.InteropServices;
using Repro.Cli;
using Repro.Experiments.Tiers;

// The only place that touches the real console, clock, environment and signals.
#pragma warning disable RS0030
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    if (stop.IsCancellationRequested) return; // the second Ctrl-C ends the process at once
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
return CommandLine.Run(args, new CliHost
{
    Out = Console.Out,
    Error = Console.Error,
    Interactive = !Console.IsOutputRedirected && environment.GetValueOrDefault("TERM") is not (null or "dumb"),
    Time = TimeProvider.System,
    Environment = environment,
    Root = environment.GetValueOrDefault("REPRO_ROOT") ?? Directory.GetCurrentDirectory(),
    Runners = tier => TierRunners.For(tier, TimeProvider.System),
}, stop.Token);
