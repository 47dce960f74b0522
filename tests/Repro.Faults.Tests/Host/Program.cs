using System.Collections;
using System.Globalization;
using Repro.Cli;
using Repro.Faults.Tests.Host;

// The command line of Repro with the tiny recipe in the place of the miniature's own:
//   Repro.Faults.Tests ROOT [--clock FACTOR] ARGUMENTS OF ./repro...
// Standard output gets a line for every event of the walk (see EventLines) before the command's own.
var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
var factor = double.Parse(environment.GetValueOrDefault("REPRO_TEST_CLOCK", "1"), CultureInfo.InvariantCulture);
var time = new OddClock(factor);
return CommandLine.Run(args[1..], new CliHost
{
    Out = Console.Out,
    Error = Console.Error,
    Interactive = false,
    Time = time,
    Environment = environment,
    Root = args[0],
    Runners = _ => new TinyRunner(time, Console.Out),
}, CancellationToken.None);
